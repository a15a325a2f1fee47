#include "sketch/shingle_minima.h"

#include <algorithm>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/shingle_minima.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes64 = hn::ScalableTag<std::uint64_t>;

constexpr int kRotation = 21;
constexpr std::uint64_t kMultiplier = 0x9fb21c651e98df25u;
constexpr std::size_t kBlock = 128;  // shingles that are hashed at a time, a multiple of all numbers of lanes

std::uint64_t Finish(std::uint64_t sum) {
  const std::uint64_t mixed = (sum ^ (sum >> 32)) * kMultiplier;
  return mixed ^ (mixed >> 29);
}

template <class V>
V FinishLanes(V sum) {
  const Lanes64 d;
  const V mixed = hn::Xor(sum, hn::ShiftRight<32>(sum)) * hn::Set(d, kMultiplier);
  return hn::Xor(mixed, hn::ShiftRight<29>(mixed));
}

// The token `j` of the run, rotated to its place in the sum.
std::uint64_t Rotated(const std::uint64_t* run, int j) { return std::rotl(run[j], kRotation * j % 64); }

template <int j>
auto RotatedLanes(const std::uint64_t* runs) {
  const Lanes64 d;
  return hn::RotateRight<(64 - kRotation * j % 64) % 64>(hn::LoadU(d, runs + j));
}

// As RotatedLanes, for a place that is known when the program runs only.
auto RotatedLanesAt(const std::uint64_t* runs, int j) {
  const Lanes64 d;
  const auto tokens = hn::LoadU(d, runs + j);
  const int left = kRotation * j % 64;
  return hn::Or(hn::ShiftLeftSame(tokens, left), hn::ShiftRightSame(tokens, 64 - left));
}

// Sums of k tokens. Shingles of five tokens have the usual length.
struct SumOfFive {
  std::uint64_t One(const std::uint64_t* run) const {
    return run[0] + Rotated(run, 1) + Rotated(run, 2) + Rotated(run, 3) + Rotated(run, 4);
  }
  auto Lanes(const std::uint64_t* runs) const {
    const auto first = hn::Add(RotatedLanes<0>(runs), RotatedLanes<1>(runs));
    return hn::Add(hn::Add(first, RotatedLanes<2>(runs)), hn::Add(RotatedLanes<3>(runs), RotatedLanes<4>(runs)));
  }
};

struct SumOfAny {
  int k;

  std::uint64_t One(const std::uint64_t* run) const {
    std::uint64_t sum = run[0];
    for (int j = 1; j < k; ++j) sum += Rotated(run, j);
    return sum;
  }
  auto Lanes(const std::uint64_t* runs) const {
    auto sum = hn::LoadU(Lanes64(), runs);
    for (int j = 1; j < k; ++j) sum = hn::Add(sum, RotatedLanesAt(runs, j));
    return sum;
  }
};

// The hashes of `count` shingles that begin at `runs`.
template <class Sum>
void HashRuns(Sum sum, const std::uint64_t* runs, std::size_t count, std::uint64_t* hashes) {
  const Lanes64 d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) hn::StoreU(FinishLanes(sum.Lanes(runs + i)), d, hashes + i);
  for (; i < count; ++i) hashes[i] = Finish(sum.One(runs + i));
}

// HashRuns, and the hashes of as many shingles of one token more, the one at `last`.
template <int last, class Sum>
void HashRunsTwice(Sum sum, const std::uint64_t* runs, std::size_t count, std::uint64_t* hashes,
                   std::uint64_t* longer) {
  const Lanes64 d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto lanes = sum.Lanes(runs + i);
    hn::StoreU(FinishLanes(lanes), d, hashes + i);
    hn::StoreU(FinishLanes(hn::Add(lanes, RotatedLanes<last>(runs + i))), d, longer + i);
  }
  for (; i < count; ++i) {
    const std::uint64_t one = sum.One(runs + i);
    hashes[i] = Finish(one);
    longer[i] = Finish(one + Rotated(runs + i, last));
  }
}

void Lower(const std::uint64_t* hashes, std::size_t count, int shift, std::uint64_t* HWY_RESTRICT minima) {
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t& minimum = minima[hashes[i] >> shift];
    minimum = std::min(minimum, hashes[i] & 0xffffffffu);
  }
}

template <class Sum>
void LowerByRuns(Sum sum, const std::uint64_t* tokens, std::size_t count, int shift, std::uint64_t* minima) {
  HWY_ALIGN std::uint64_t block[kBlock];
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    const std::size_t size = std::min(kBlock, count - begin);
    HashRuns(sum, tokens + begin, size, block);
    Lower(block, size, shift, minima);
  }
}

void LowerShingleMinima(const std::uint64_t* tokens, std::size_t count, int k, int shift, std::uint64_t* minima) {
  if (k == 5) return LowerByRuns(SumOfFive(), tokens, count, shift, minima);
  LowerByRuns(SumOfAny{k}, tokens, count, shift, minima);
}

void HashAny(const std::uint64_t* tokens, std::size_t count, int k, std::uint64_t* hashes) {
  HashRuns(SumOfAny{k}, tokens, count, hashes);
}

// Shingles of five and of six tokens, `count` of the latter and one more of the former.
void LowerFiveHashSix(const std::uint64_t* tokens, std::size_t count, int shift, std::uint64_t* minima,
                      std::uint64_t* longer) {
  HWY_ALIGN std::uint64_t block[kBlock];
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    const std::size_t size = std::min(kBlock, count - begin);
    HashRunsTwice<5>(SumOfFive(), tokens + begin, size, block, longer + begin);
    Lower(block, size, shift, minima);
  }
  HashRuns(SumOfFive(), tokens + count, 1, block);
  Lower(block, 1, shift, minima);
}

// In groups of 64 bins, a word of the occupancy each.
void StoreMinima(const std::uint64_t* minima, std::size_t bins, std::uint8_t* values, std::uint64_t* occupancy) {
  const hn::CappedTag<std::uint64_t, 8> d;  // their mask is a byte
  const hn::Rebind<std::uint8_t, decltype(d)> d8;
  constexpr std::size_t kWordBits = 64;
  for (std::size_t word = 0; word < bins / kWordBits; ++word) {
    std::uint64_t filled = 0;
    for (std::size_t i = 0; i < kWordBits; i += hn::Lanes(d)) {
      const auto lanes = hn::LoadU(d, minima + word * kWordBits + i);
      const auto empty = hn::Eq(lanes, hn::Set(d, kNoMinimum));
      hn::StoreU(hn::TruncateTo(d8, hn::IfThenZeroElse(empty, lanes)), d8, values + word * kWordBits + i);
      std::uint8_t bits[8] = {};
      hn::StoreMaskBits(d, hn::Not(empty), bits);
      filled |= std::uint64_t{bits[0]} << i;
    }
    occupancy[word] = filled;
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(LowerShingleMinima);
HWY_EXPORT(LowerFiveHashSix);
HWY_EXPORT(HashAny);
HWY_EXPORT(StoreMinima);

int ShiftFor(std::size_t bins) { return 64 - std::countr_zero(bins); }

}  // namespace

void LowerMinima(std::span<const std::uint64_t> shingles, std::span<std::uint64_t> minima) noexcept {
  const int shift = ShiftFor(minima.size());
  for (const std::uint64_t hash : shingles) {
    std::uint64_t& minimum = minima[static_cast<std::size_t>(hash >> shift)];
    minimum = std::min(minimum, hash & 0xffffffffu);
  }
}

void LowerShingleMinima(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> minima) noexcept {
  const auto length = static_cast<std::size_t>(k);
  if (tokens.size() < length) return;
  const std::size_t count = tokens.size() - length + 1;
  HWY_DYNAMIC_DISPATCH(LowerShingleMinima)(tokens.data(), count, k, ShiftFor(minima.size()), minima.data());
}

std::size_t LowerMinimaAndHash(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> minima,
                               int longer_k, std::uint64_t* longer) noexcept {
  if (tokens.empty()) return 0;
  const std::size_t length = std::min(tokens.size(), static_cast<std::size_t>(longer_k));
  const std::size_t count = tokens.size() - length + 1;
  if (k == 5 && longer_k == 6 && length == 6) {
    HWY_DYNAMIC_DISPATCH(LowerFiveHashSix)(tokens.data(), count, ShiftFor(minima.size()), minima.data(), longer);
    return count;
  }
  LowerShingleMinima(tokens, k, minima);
  HWY_DYNAMIC_DISPATCH(HashAny)(tokens.data(), count, static_cast<int>(length), longer);
  return count;
}

void StoreMinima(std::span<const std::uint64_t> minima, std::uint8_t* values, std::uint64_t* occupancy) noexcept {
  HWY_DYNAMIC_DISPATCH(StoreMinima)(minima.data(), minima.size(), values, occupancy);
}

}  // namespace copydesk
#endif  // HWY_ONCE
