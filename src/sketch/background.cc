#include "sketch/background.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "sketch/background_lines.h"

namespace copydesk {
namespace {

// kBucketSizes: entries by the first kBackgroundLineBits of their hash. kEntries: in order of the hashes, the next 24
// bits of each, 6 bits of level and 2 flags. kFunctionHashes: the first 32 bits of those of function words, ascending;
// kFunctionValues: their weight for SimHash over the number of their set of languages, a bit for each, in
// kLanguageSets.
#include "sketch/background_table.inc"

constexpr int kSetBits = 11;
constexpr std::uint32_t kEntryValue = 1u << 8;      // above the value of an entry
constexpr std::uint32_t kFunctionValue = 1u << 15;  // and of a function word
constexpr std::size_t kBuckets = std::size_t{1} << kBackgroundLineBits;
static_assert(std::size(kBucketSizes) == kBuckets);
static_assert(std::size(kLanguageSets) <= std::size_t{1} << kSetBits);
static_assert(std::size(kFunctionValues) == std::size(kFunctionHashes));

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

constexpr std::size_t kMostLines = kBuckets + 64;  // with those that go on

// Appends to the line of a bucket, and to one that goes on with it when it is full.
class LineWriter {
 public:
  LineWriter(std::array<BackgroundLine, kMostLines>* lines, std::size_t bucket, std::size_t* used)
      : lines_(*lines), line_(bucket), used_(*used) {}

  // `is_last`: nothing follows, so that the last slot need not be kept for the number of another line.
  void Add(std::uint32_t entry, bool is_function, bool is_last) {
    if (slot_ == BackgroundLine::kNext && !is_last) {
      lines_[line_].slots[0] |= BackgroundLine::kGoesOn;
      lines_[line_].slots[slot_] = static_cast<std::uint32_t>(used_);
      line_ = used_++;
      slot_ = 1;
    }
    lines_[line_].slots[0] |= 1u << (slot_ + (is_function ? BackgroundLine::kFunctionShift : 0));
    lines_[line_].slots[slot_++] = entry;
  }

 private:
  std::array<BackgroundLine, kMostLines>& lines_;
  std::size_t line_;
  std::size_t& used_;
  std::size_t slot_ = 1;
};

void FillLines(std::array<BackgroundLine, kMostLines>* lines) {
  std::size_t used = kBuckets;
  std::size_t entry = 0;
  std::size_t function = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    const std::size_t entries_end = entry + kBucketSizes[bucket];
    std::size_t functions_end = function;
    const auto is_here = [&](std::size_t i) { return kFunctionHashes[i] >> (32 - kBackgroundLineBits) == bucket; };
    while (functions_end < std::size(kFunctionHashes) && is_here(functions_end)) ++functions_end;
    std::size_t left = entries_end - entry + functions_end - function;
    LineWriter writer(lines, bucket, &used);
    while (entry < entries_end) writer.Add(kEntries[entry++], false, --left == 0);
    for (; function < functions_end; ++function) {
      const std::uint32_t key = kFunctionHashes[function] << kBackgroundLineBits;
      writer.Add(key | kFunctionValues[function], true, --left == 0);
    }
  }
}

// The value of the first slot that the map has at `shift` and that fits, below `limit`; -1 when there is none.
int FindIn(std::uint64_t word_hash, int shift, std::uint32_t limit) {
  const BackgroundLine* const lines = BackgroundLines();
  const std::uint32_t key = BackgroundKey(word_hash) & ~(limit - 1);
  for (std::size_t line = BackgroundLineOf(word_hash);; line = lines[line].slots[BackgroundLine::kNext]) {
    const auto& slots = lines[line].slots;
    for (std::uint32_t map = slots[0] >> shift & 0xfffe; map != 0; map &= map - 1) {
      const std::uint32_t difference = slots[static_cast<std::size_t>(std::countr_zero(map))] ^ key;
      if (difference < limit) return static_cast<int>(difference);
    }
    if ((slots[0] & BackgroundLine::kGoesOn) == 0) return -1;
  }
}

// What the table says of a word, level and flags; -1 when it has nothing.
int Find(std::uint64_t word_hash) { return FindIn(word_hash, 0, kEntryValue); }

// The entry of kFunctionValues, or -1.
int FindFunctionWord(std::uint64_t word_hash) {
  return FindIn(word_hash, BackgroundLine::kFunctionShift, kFunctionValue);
}

// The same; kUnknownEntry when it has nothing.
std::size_t EntryOf(std::uint64_t word_hash) {
  const int found = Find(word_hash);
  return found < 0 ? kUnknownEntry : static_cast<std::size_t>(found);
}

int LevelOf(int found) { return found >> 2; }

constexpr auto kWeights = BackgroundWeightsOfEntries();

}  // namespace

const BackgroundLine* BackgroundLines() {
  static const auto& kLines = []() -> const std::array<BackgroundLine, kMostLines>& {
    static std::array<BackgroundLine, kMostLines> lines;
    FillLines(&lines);
    return lines;
  }();
  return kLines.data();
}

const std::uint64_t* BackgroundLanguageSets() {
  static constexpr auto kSets = [] {
    std::array<std::uint64_t, 1 + std::size(kLanguageSets)> sets{};
    for (std::size_t i = 0; i < std::size(kLanguageSets); ++i) sets[1 + i] = kLanguageSets[i];
    return sets;
  }();
  return kSets.data();
}

int BackgroundFunctionSet(std::uint64_t word_hash) {
  const int function = FindFunctionWord(word_hash);
  return function < 0 ? 0 : 1 + static_cast<int>(FunctionSet(static_cast<std::uint32_t>(function)));
}

int BackgroundWeight(std::uint64_t word_hash) {
  static_assert(kWeights[kUnknownEntry] == kUnknownWordWeight);
  const int function = FindFunctionWord(word_hash);
  if (function >= 0) return static_cast<int>(FunctionWeight(static_cast<std::uint32_t>(function)));
  return kWeights[EntryOf(word_hash)];
}

double BackgroundFrequency(std::uint64_t word_hash) {
  constexpr double kWordsPerText = 300;
  const int found = Find(word_hash);
  if (found < 0) return 0;
  return kBackgroundTexts * -std::expm1(-kWordsPerText * std::exp(-kLevelStep * LevelOf(found)));
}

std::uint32_t BackgroundIdfOf(std::size_t entry) {
  return entry >= kUnknownEntry ? kIdfOfUnknown : kIdfOfLevel[entry >> 2];
}

std::uint32_t BackgroundIdf(std::uint64_t word_hash) { return BackgroundIdfOf(EntryOf(word_hash)); }

std::uint64_t FunctionLanguages(std::uint64_t word_hash) {
  return BackgroundLanguageSets()[BackgroundFunctionSet(word_hash)];
}

UsualCase BackgroundCaseOf(std::size_t entry) {
  if (entry >= kUnknownEntry) return UsualCase::kUnknown;
  if ((entry & kIsCapital) == 0) return UsualCase::kLower;
  return (entry & kIsGermanOnly) != 0 ? UsualCase::kGermanCapital : UsualCase::kCapital;
}

UsualCase BackgroundCase(std::uint64_t word_hash) { return BackgroundCaseOf(EntryOf(word_hash)); }

}  // namespace copydesk
