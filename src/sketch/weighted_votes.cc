#include "sketch/weighted_votes.h"

#include <algorithm>
#include <bit>

#include "sketch/background.h"
#include "sketch/background_lines.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/weighted_votes.cc"
#include "hwy/cache_control.h"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

#ifndef COPYDESK_SKETCH_WEIGHT_CACHE_  // once for all targets
#define COPYDESK_SKETCH_WEIGHT_CACHE_
namespace copydesk {
namespace {

// The weights of words that were looked up before: most words of a text are among those of the texts before it. A place
// for each value of the first bits of a hash, which keeps all other bits, a bit that is always set, and the weight.
class WeightCache {
 public:
  static constexpr std::uint64_t kMostWeight = 15;

  // The weight of the word, or something above kMostWeight.
  [[nodiscard]] std::uint64_t Find(std::uint64_t hash) const { return places_[hash >> (64 - kBits)] ^ KeyOf(hash); }

  void Set(std::uint64_t hash, std::uint32_t weight) { places_[hash >> (64 - kBits)] = KeyOf(hash) | weight; }

 private:
  static constexpr int kBits = 13;  // 64 KB

  static constexpr std::uint64_t KeyOf(std::uint64_t hash) { return hash << kBits | (kMostWeight + 1); }

  std::array<std::uint64_t, std::size_t{1} << kBits> places_{};
};

}  // namespace
}  // namespace copydesk
#endif

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr auto kWeights = BackgroundWeightsOfEntries();
constexpr std::uint32_t kMostVotes = 255;  // of a vector of bytes
constexpr std::size_t kBatch = 24;         // words; nearly always they have fewer votes than that

// The bit width of small numbers; the instruction for it is slow on many processors.
constexpr std::array<std::uint8_t, 256> MakeWidths() {
  std::array<std::uint8_t, 256> widths{};
  for (std::uint32_t i = 0; i < widths.size(); ++i) widths[i] = static_cast<std::uint8_t>(std::bit_width(i));
  return widths;
}

constexpr auto kWidths = MakeWidths();

std::uint32_t WidthOf(std::uint32_t count) {
  if (HWY_UNLIKELY(count >= kWidths.size())) return static_cast<std::uint32_t>(std::bit_width(count));
  return kWidths[count];
}

struct Batch {
  std::array<std::uint64_t, kBatch> hashes;
  std::array<std::uint32_t, kBatch> weights;  // with their widths
  std::array<std::uint32_t, kBatch> widths;   // of their counts
  std::array<std::uint32_t, kBatch> unknown;  // to the cache: which words
};

// For byte i of 64 the byte of the hash that has its bit, and the bit.
struct BytePlaces {
  alignas(64) std::array<std::uint8_t, kSimHashBits> byte;
  alignas(64) std::array<std::uint8_t, kSimHashBits> bit;
};

constexpr BytePlaces MakeBytePlaces() {
  BytePlaces places{};
  for (std::size_t i = 0; i < kSimHashBits; ++i) {
    places.byte[i] = static_cast<std::uint8_t>(i / 8);
    places.bit[i] = static_cast<std::uint8_t>(1u << (i % 8));
  }
  return places;
}

constexpr BytePlaces kPlaces = MakeBytePlaces();

// Adds words whose weights are at most kMostVotes in all.
void AddSmall(const std::uint64_t* hashes, const std::uint32_t* weights, std::size_t size, Votes* votes) {
  alignas(64) std::array<std::uint8_t, kSimHashBits> sums{};
#if HWY_TARGET == HWY_SCALAR
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t bit = 0; bit < kSimHashBits; ++bit) {
      sums[bit] = static_cast<std::uint8_t>(sums[bit] + (hashes[i] >> bit & 1) * weights[i]);
    }
  }
#else
  const hn::CappedTag<std::uint8_t, kSimHashBits> d;
  const hn::Repartition<std::uint64_t, decltype(d)> d64;
  for (std::size_t part = 0; part < kSimHashBits; part += hn::Lanes(d)) {
    const auto byte = hn::Load(d, kPlaces.byte.data() + part);
    const auto bit = hn::Load(d, kPlaces.bit.data() + part);
    auto sum = hn::Zero(d);
    for (std::size_t i = 0; i < size; ++i) {
      const auto bytes = hn::TableLookupBytes(hn::BitCast(d, hn::Set(d64, hashes[i])), byte);
      const auto weight = hn::Set(d, static_cast<std::uint8_t>(weights[i]));
      sum = hn::Add(sum, hn::IfThenElseZero(hn::TestBit(bytes, bit), weight));
    }
    hn::Store(sum, d, sums.data() + part);
  }
#endif
  for (std::size_t bit = 0; bit < kSimHashBits; ++bit) votes->set[bit] += sums[bit];
}

// Adds words of any weights, `sum` in all.
HWY_NOINLINE void AddBatch(const std::uint64_t* hashes, const std::uint32_t* weights, std::size_t size, Votes* votes) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += weights[i];
  if (sum <= kMostVotes) {
    AddSmall(hashes, weights, size, votes);
  } else if (size > 1) {
    AddBatch(hashes, weights, size / 2, votes);
    AddBatch(hashes + size / 2, weights + size / 2, size - size / 2, votes);
    return;  // both have added their sums
  } else {   // a word that occurs 2^28 times
    for (std::size_t bit = 0; bit < kSimHashBits; ++bit) votes->set[bit] += (*hashes >> bit & 1) * *weights;
  }
  votes->all += sum;
}

// Which slots begin as `key` does, in all bits that a function word is known by.
std::uint32_t MapOfFitting(const BackgroundLine& line, std::uint32_t key) {
  const hn::CappedTag<std::uint32_t, 8> d;  // their mask is a byte
  std::uint32_t map = 0;
  for (std::size_t i = 0; i < line.slots.size(); i += hn::Lanes(d)) {
    const auto difference = hn::Xor(hn::Load(d, line.slots.data() + i), hn::Set(d, key));
    std::uint8_t mask[8] = {};
    hn::StoreMaskBits(d, hn::Eq(hn::ShiftRight<15>(difference), hn::Zero(d)), mask);
    map |= std::uint32_t{mask[0]} << i;
  }
  return map & 0xfffe;
}

// BackgroundWeight in a few steps without branches, and by itself in the rare cases that they do not do for: a line
// that goes on, and an entry that fits in 17 bits and not in 24.
std::uint32_t WeightOf(const BackgroundLine& line, std::uint64_t hash) {
  constexpr std::uint32_t kNone = 1u << 16;  // reads slot 0, which is not used
  const std::uint32_t key = BackgroundKey(hash);
  const std::uint32_t fitting = MapOfFitting(line, key);
  const std::uint32_t entries = fitting & line.slots[0];
  const std::uint32_t functions = fitting & line.slots[0] >> BackgroundLine::kFunctionShift;
  const std::uint32_t entry = line.slots[static_cast<std::size_t>(std::countr_zero(entries | kNone)) % 16] ^ key;
  const std::uint32_t function = line.slots[static_cast<std::size_t>(std::countr_zero(functions | kNone)) % 16];
  const auto is_false = static_cast<std::uint32_t>(entry > 0xff) & static_cast<std::uint32_t>(entries != 0);
  if (HWY_UNLIKELY(((line.slots[0] & BackgroundLine::kGoesOn) | is_false) != 0)) {
    return static_cast<std::uint32_t>(BackgroundWeight(hash));
  }
  const std::size_t known = (entry & 0xff) | (static_cast<std::size_t>(entries == 0) * kUnknownEntry);
  const std::uint32_t of_entry = kWeights[known];
  const std::uint32_t of_function = FunctionWeight(function);
  return functions != 0 ? of_function : of_entry;
}

void AddWeightedVotes(const CountedWords& words, const BackgroundLine* lines, WeightCache* cache, Votes* votes) {
  const std::uint64_t* const hashes = words.hashes;
  const std::uint32_t* const counts = words.counts;
  const std::uint32_t* const slots = words.slots;
  const std::size_t words_size = words.size;
  Batch batch;
  for (std::size_t begin = 0; begin < words_size; begin += kBatch) {
    const std::size_t size = std::min(kBatch, words_size - begin);
    std::size_t unknown_size = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint32_t slot = slots[begin + i];
      const std::uint64_t hash = hashes[slot];
      const std::uint64_t weight = cache->Find(hash);
      const std::uint32_t width = WidthOf(counts[slot]);
      batch.hashes[i] = hash;
      batch.widths[i] = width;
      batch.weights[i] = static_cast<std::uint32_t>(weight) * width;
      batch.unknown[unknown_size] = static_cast<std::uint32_t>(i);
      unknown_size += static_cast<std::size_t>(weight > WeightCache::kMostWeight);
    }
    for (std::size_t j = 0; j < unknown_size; ++j) {
      hwy::Prefetch(lines + BackgroundLineOf(batch.hashes[batch.unknown[j]]));
    }
    for (std::size_t j = 0; j < unknown_size; ++j) {
      const std::uint32_t i = batch.unknown[j];
      const std::uint64_t hash = batch.hashes[i];
      const std::uint32_t weight = WeightOf(lines[BackgroundLineOf(hash)], hash);
      cache->Set(hash, weight);
      batch.weights[i] = weight * batch.widths[i];
    }
    AddBatch(batch.hashes.data(), batch.weights.data(), size, votes);
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(AddWeightedVotes);

}  // namespace

void AddWeightedVotes(const CountedWords& words, Votes* votes) noexcept {
  thread_local WeightCache cache;
  HWY_DYNAMIC_DISPATCH(AddWeightedVotes)(words, BackgroundLines(), &cache, votes);
}

}  // namespace copydesk
#endif  // HWY_ONCE
