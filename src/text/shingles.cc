#include "text/shingles.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/shingles.cc"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#ifndef COPYDESK_TEXT_SHINGLES_PLAIN_
#define COPYDESK_TEXT_SHINGLES_PLAIN_
namespace copydesk::shingles {

inline constexpr int kRotation = 21;
inline constexpr std::uint64_t kFactor = 0x9fb21c651e98df25u;

// Each hash of tokens[i, i + k) for i from `i` on, of which hashes[i] is the first.
inline void HashFrom(std::size_t i, const std::uint64_t* tokens, std::size_t k, std::size_t count,
                     std::uint64_t* hashes) {
  for (; i < count; ++i) {
    std::uint64_t sum = 0;
    int rotation = 0;
    for (std::size_t j = 0; j < k; ++j) {
      sum += std::rotl(tokens[i + j], rotation);
      rotation = (rotation + kRotation) % 64;
    }
    const std::uint64_t mixed = (sum ^ (sum >> 32)) * kFactor;
    hashes[i] = mixed ^ (mixed >> 29);
  }
}

// What sets that begin with a and b share.
inline std::size_t CountShared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::uint64_t x = a[i];
    const std::uint64_t y = b[j];
    count += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return count;
}

}  // namespace copydesk::shingles
#endif  // COPYDESK_TEXT_SHINGLES_PLAIN_

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

void HashShingles(const std::uint64_t* tokens, std::size_t k, std::size_t count, std::uint64_t* hashes) {
  shingles::HashFrom(0, tokens, k, count, hashes);
}

std::size_t CountShared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  return shingles::CountShared(a, b);
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::ScalableTag<std::uint64_t>;
using WordVector = hn::Vec<Words>;

// The low half of the product with kFactor, of products of halves.
HWY_INLINE WordVector TimesFactor(WordVector x) {
  const Words d;
  const hn::Repartition<std::uint32_t, Words> d32;
  const auto low = hn::BitCast(d32, hn::Set(d, shingles::kFactor & 0xffffffffu));
  const auto high = hn::BitCast(d32, hn::Set(d, shingles::kFactor >> 32));
  const auto x_low = hn::BitCast(d32, x);
  const auto x_high = hn::BitCast(d32, hn::ShiftRight<32>(x));
  const WordVector cross = hn::Add(hn::MulEven(x_high, low), hn::MulEven(x_low, high));
  return hn::Add(hn::MulEven(x_low, low), hn::ShiftLeft<32>(cross));
}

HWY_INLINE WordVector FinishSum(WordVector sum) {
  const WordVector mixed = TimesFactor(hn::Xor(sum, hn::ShiftRight<32>(sum)));
  return hn::Xor(mixed, hn::ShiftRight<29>(mixed));
}

template <int kBy>
HWY_INLINE WordVector Rotated(const std::uint64_t* token) {
  const WordVector v = hn::LoadU(Words(), token);
  return hn::Or(hn::ShiftLeft<kBy>(v), hn::ShiftRight<64 - kBy>(v));
}

// Of the first five tokens: all lengths in use are at least as long, but for short texts.
HWY_INLINE WordVector SumOfFive(const std::uint64_t* token) {
  const WordVector first = hn::Add(hn::LoadU(Words(), token), Rotated<21>(token + 1));
  return hn::Add(hn::Add(first, Rotated<42>(token + 2)), hn::Add(Rotated<63>(token + 3), Rotated<20>(token + 4)));
}

void HashShingles(const std::uint64_t* tokens, std::size_t k, std::size_t count, std::uint64_t* hashes) {
  const Words d;
  const std::size_t step = hn::Lanes(d);
  std::size_t i = 0;
  for (; k == 5 && i + step <= count; i += step) hn::StoreU(FinishSum(SumOfFive(tokens + i)), d, hashes + i);
  for (; k == 6 && i + step <= count; i += step) {
    hn::StoreU(FinishSum(hn::Add(SumOfFive(tokens + i), Rotated<41>(tokens + i + 5))), d, hashes + i);
  }
  for (; i + step <= count; i += step) {
    WordVector sum = hn::LoadU(d, tokens + i);
    int rotation = shingles::kRotation;
    for (std::size_t j = 1; j < k; ++j) {
      const WordVector v = hn::LoadU(d, tokens + i + j);
      // A shift by 64 has no meaning, and 0 = 64 · 21 comes after 64 tokens.
      const WordVector right = rotation == 0 ? hn::Zero(d) : hn::ShiftRightSame(v, 64 - rotation);
      sum = hn::Add(sum, hn::Or(hn::ShiftLeftSame(v, rotation), right));
      rotation = (rotation + shingles::kRotation) % 64;
    }
    hn::StoreU(FinishSum(sum), d, hashes + i);
  }
  shingles::HashFrom(i, tokens, k, count, hashes);
}

// Two by two values of each set against each other: no branch depends on which is smaller.
std::size_t CountShared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  const hn::CappedTag<std::uint64_t, 4> d;
  constexpr std::size_t kStep = hn::MaxLanes(d);
  std::size_t i = 0;
  std::size_t j = 0;
  auto count = hn::Zero(d);
  while (i + kStep <= a.size() && j + kStep <= b.size()) {
    const auto x = hn::LoadU(d, a.data() + i);
    const auto y = hn::LoadU(d, b.data() + j);
    const auto swapped = hn::Shuffle01(y);
    auto equal = hn::Or(hn::Eq(x, y), hn::Eq(x, swapped));
    if constexpr (kStep == 4) {
      const auto far = hn::ConcatLowerUpper(d, y, y);
      equal = hn::Or(equal, hn::Or(hn::Eq(x, far), hn::Eq(x, hn::Shuffle01(far))));
    }
    count = hn::Sub(count, hn::VecFromMask(d, equal));
    const std::uint64_t last_a = a[i + kStep - 1];
    const std::uint64_t last_b = b[j + kStep - 1];
    i += last_a <= last_b ? kStep : 0;
    j += last_b <= last_a ? kStep : 0;
  }
  return static_cast<std::size_t>(hn::GetLane(hn::SumOfLanes(d, count))) +
         shingles::CountShared(a.subspan(i), b.subspan(j));
}

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

// A set of fewer is sorted as fast by comparing.
constexpr std::size_t kMinVectorSort = 64;

}  // namespace

HWY_EXPORT(HashShingles);
HWY_EXPORT(CountShared);

void ShingleHashes(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> hashes) noexcept {
  if (tokens.empty()) return;
  const std::size_t length = std::min(tokens.size(), static_cast<std::size_t>(k));
  HWY_DYNAMIC_DISPATCH(HashShingles)(tokens.data(), length, tokens.size() - length + 1, hashes.data());
}

std::vector<std::uint64_t> ShingleHashes(std::span<const std::uint64_t> tokens, int k) {
  std::vector<std::uint64_t> hashes(NumShingles(tokens.size(), k));
  ShingleHashes(tokens, k, hashes);
  return hashes;
}

std::vector<std::uint64_t> SortedSet(std::vector<std::uint64_t> hashes) {
  if (hashes.size() < kMinVectorSort) {
    std::sort(hashes.begin(), hashes.end());
  } else {
    // One a thread, for each gets memory of its own.
    thread_local const hwy::Sorter kSorter;
    kSorter(hashes.data(), hashes.size(), hwy::SortAscending());
  }
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::size_t IntersectionSize(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) noexcept {
  return HWY_DYNAMIC_DISPATCH(CountShared)(a, b);
}

}  // namespace copydesk
#endif  // HWY_ONCE
