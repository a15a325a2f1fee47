#include "sketch/weighted_votes.h"

#include <algorithm>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/weighted_votes.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

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

void AddWeightedVotes(const CountedWords& words, Votes* votes) {
  std::array<std::uint32_t, kBatch> weights;  // with the widths of counts
  for (std::size_t begin = 0; begin < words.size; begin += kBatch) {
    const std::size_t size = std::min(kBatch, words.size - begin);
    for (std::size_t i = 0; i < size; ++i) {
      weights[i] = words.facts[begin + i].weight() * WidthOf(words.counts[begin + i]);
    }
    AddBatch(words.hashes + begin, weights.data(), size, votes);
  }
}

void AddVotes(const std::uint64_t* values, const std::uint32_t* weights, std::size_t size, Votes* votes) {
  for (std::size_t begin = 0; begin < size; begin += kBatch) {
    AddBatch(values + begin, weights + begin, std::min(kBatch, size - begin), votes);
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(AddWeightedVotes);
HWY_EXPORT(AddVotes);

}  // namespace

void AddWeightedVotes(const CountedWords& words, Votes* votes) noexcept {
  HWY_DYNAMIC_DISPATCH(AddWeightedVotes)(words, votes);
}

void AddVotes(const std::uint64_t* values, const std::uint32_t* weights, std::size_t size, Votes* votes) noexcept {
  HWY_DYNAMIC_DISPATCH(AddVotes)(values, weights, size, votes);
}

}  // namespace copydesk
#endif  // HWY_ONCE
