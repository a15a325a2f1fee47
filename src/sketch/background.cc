#include "sketch/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace copydesk {
namespace {

// kBucketSizes: entries by the first kBucketBits of their hash. kEntries: in order of the hashes, the next 24 bits of
// each, 6 bits of level and 2 flags. kFunctionHashes: the first 32 bits of those of function words, ascending;
// kFunctionLanguages: below their weight for SimHash, a bit for each of kLanguages.
#include "sketch/background_table.inc"

constexpr int kBucketBits = 15;
constexpr int kHashBits = 24;
constexpr int kLanguages = 60;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;
static_assert(std::size(kBucketSizes) == kBuckets);

constexpr double kLevelStep = 0.25;  // -log(probability)
constexpr std::uint32_t kIsCapital = 1;
constexpr std::uint32_t kIsGermanOnly = 2;

// BackgroundIdf by level, and of a word that the table does not have.
constexpr std::uint32_t kIdfOfLevel[64] = {
    16,     16,     16,     16,     16,     16,     16,     16,     16,     16,     16,     16,     16,
    17,     24,     73,     286,    930,    2398,   5097,   9327,   15225,  22775,  31852,  42278,  53856,
    66393,  79716,  93673,  108138, 123004, 138187, 153617, 169236, 185000, 200869, 216814, 232806, 248822,
    264840, 280835, 296786, 312666, 328446, 344091, 359560, 374805, 389767, 404380, 418564, 432234, 445294,
    457646, 469194, 479851, 489549, 498241, 505912, 512578, 518284, 523101, 527113, 530418, 533112,
};
constexpr std::uint32_t kIdfOfUnknown = 543592;

// Where each bucket begins in kEntries.
const std::array<std::uint32_t, kBuckets + 1>& BucketBegins() {
  static const auto kBegins = [] {
    std::array<std::uint32_t, kBuckets + 1> begins{};
    for (std::size_t i = 0; i < kBuckets; ++i) begins[i + 1] = begins[i] + kBucketSizes[i];
    return begins;
  }();
  return kBegins;
}

// What the table says of a word, level and flags; -1 when it has nothing.
int Find(std::uint64_t word_hash) {
  const auto& begins = BucketBegins();
  const std::size_t bucket = word_hash >> (64 - kBucketBits);
  const auto rest = static_cast<std::uint32_t>(word_hash >> (64 - kBucketBits - kHashBits)) & ((1u << kHashBits) - 1);
  for (std::uint32_t i = begins[bucket]; i < begins[bucket + 1]; ++i) {
    if (kEntries[i] >> 8 == rest) return static_cast<int>(kEntries[i] & 0xff);
  }
  return -1;
}

constexpr int kFunctionBucketBits = 12;

// Where the words that begin with each kFunctionBucketBits are in kFunctionHashes.
std::array<std::uint32_t, (1u << kFunctionBucketBits) + 1> FunctionBegins() {
  std::array<std::uint32_t, (1u << kFunctionBucketBits) + 1> begins{};
  for (const std::uint32_t hash : kFunctionHashes) ++begins[(hash >> (32 - kFunctionBucketBits)) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  return begins;
}

// The entry of kFunctionLanguages, or 0.
std::uint64_t FindFunctionWord(std::uint64_t word_hash) {
  const auto prefix = static_cast<std::uint32_t>(word_hash >> 32);
  const std::size_t bucket = prefix >> (32 - kFunctionBucketBits);
  static const auto kBegins = FunctionBegins();
  for (std::uint32_t i = kBegins[bucket]; i < kBegins[bucket + 1]; ++i) {
    if (kFunctionHashes[i] == prefix) return kFunctionLanguages[i];
  }
  return 0;
}

int LevelOf(int found) { return found >> 2; }

}  // namespace

int BackgroundWeight(std::uint64_t word_hash) {
  if (const std::uint64_t function = FindFunctionWord(word_hash); function != 0) {
    return static_cast<int>(function >> kLanguages);
  }
  const int found = Find(word_hash);
  if (found < 0) return kUnknownWordWeight;
  return std::clamp((LevelOf(found) + 2) / 4 - 3, 0, kUnknownWordWeight);
}

double BackgroundFrequency(std::uint64_t word_hash) {
  constexpr double kWordsPerText = 300;
  const int found = Find(word_hash);
  if (found < 0) return 0;
  return kBackgroundTexts * -std::expm1(-kWordsPerText * std::exp(-kLevelStep * LevelOf(found)));
}

std::uint32_t BackgroundIdf(std::uint64_t word_hash) {
  const int found = Find(word_hash);
  return found < 0 ? kIdfOfUnknown : kIdfOfLevel[LevelOf(found)];
}

std::uint64_t FunctionLanguages(std::uint64_t word_hash) {
  return FindFunctionWord(word_hash) & ((std::uint64_t{1} << kLanguages) - 1);
}

UsualCase BackgroundCase(std::uint64_t word_hash) {
  const int found = Find(word_hash);
  if (found < 0) return UsualCase::kUnknown;
  const auto flags = static_cast<std::uint32_t>(found);
  if ((flags & kIsCapital) == 0) return UsualCase::kLower;
  return (flags & kIsGermanOnly) != 0 ? UsualCase::kGermanCapital : UsualCase::kCapital;
}

}  // namespace copydesk
