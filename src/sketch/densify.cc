#include "sketch/densify.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "base/hash.h"
#include "sketch/shingle_minima.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/densify.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

#ifndef COPYDESK_SKETCH_DONORS_  // once for all targets
#define COPYDESK_SKETCH_DONORS_
namespace copydesk {
namespace {

// The order of donors of each bin, for all numbers of bins: they differ in the bits that are used of each.
struct Donors {
  alignas(64) std::array<std::uint16_t, kMaxBins> first;    // donor number 0
  alignas(64) std::array<std::uint16_t, kMaxBins> stride;   // odd
  alignas(64) std::array<std::uint16_t, kMaxBins> inverse;  // of the stride, modulo 2^16
};

constexpr Donors MakeDonors() {
  Donors donors{};
  for (std::size_t bin = 0; bin < kMaxBins; ++bin) {
    const std::uint64_t random = Mix64(bin + 1);
    const auto stride = static_cast<std::uint16_t>(random | 1);
    std::uint32_t inverse = 1;
    for (int step = 0; step < 4; ++step) inverse *= 2 - stride * inverse;  // Newton's iteration doubles the right bits
    donors.first[bin] = static_cast<std::uint16_t>(bin + (random >> 32));
    donors.stride[bin] = stride;
    donors.inverse[bin] = static_cast<std::uint16_t>(inverse);
  }
  return donors;
}

constexpr Donors kDonors = MakeDonors();
static_assert(static_cast<std::uint16_t>(kDonors.stride[7] * kDonors.inverse[7]) == 1);

}  // namespace
}  // namespace copydesk
#endif

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The first of the donors of each bin that is in `filled`.
void FindDonors(std::span<const std::uint16_t> filled, std::size_t bins, std::uint16_t* donors) {
  const hn::CappedTag<std::uint16_t, 32> d;
  const auto mask = hn::Set(d, static_cast<std::uint16_t>(bins - 1));
  for (std::size_t i = 0; i < bins; i += hn::Lanes(d)) {
    const auto first = hn::Load(d, kDonors.first.data() + i);
    const auto inverse = hn::Load(d, kDonors.inverse.data() + i);
    auto best = mask;
    for (const std::uint16_t bin : filled) {
      const auto place = hn::Mul(hn::Sub(hn::Set(d, bin), first), inverse);
      best = hn::Min(best, hn::And(place, mask));
    }
    const auto donor = hn::Add(first, hn::Mul(best, hn::Load(d, kDonors.stride.data() + i)));
    hn::StoreU(hn::And(donor, mask), d, donors + i);
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(FindDonors);

constexpr std::size_t kWordBits = 64;

bool IsSet(std::span<const std::uint64_t> bits, std::size_t i) {
  return ((bits[i / kWordBits] >> (i % kWordBits)) & 1) != 0;
}

// Calls `use(bin)` for each bin that `occupancy` has, or for each other one.
template <typename Use>
void ForEachBin(std::span<const std::uint64_t> occupancy, bool filled, const Use& use) {
  for (std::size_t word = 0; word < occupancy.size(); ++word) {
    for (std::uint64_t map = filled ? occupancy[word] : ~occupancy[word]; map != 0; map &= map - 1) {
      use(word * kWordBits + static_cast<std::size_t>(std::countr_zero(map)));
    }
  }
}

}  // namespace

void Densify(const MinHashSketch& sketch, std::span<std::uint8_t> values) noexcept {
  const std::size_t bins = sketch.values.size();
  std::copy(sketch.values.begin(), sketch.values.end(), values.begin());
  std::array<std::uint16_t, kMaxBins> filled;
  std::size_t size = 0;
  ForEachBin(sketch.occupancy, true, [&](std::size_t bin) { filled[size++] = static_cast<std::uint16_t>(bin); });
  if (size == 0 || size == bins) return;
  if (size * 2 > bins) {
    ForEachBin(sketch.occupancy, false, [&](std::size_t bin) {
      std::size_t donor = kDonors.first[bin] & (bins - 1);
      while (!IsSet(sketch.occupancy, donor)) donor = (donor + kDonors.stride[bin]) & (bins - 1);
      values[bin] = sketch.values[donor];
    });
    return;
  }
  std::array<std::uint16_t, kMaxBins> donors;
  HWY_DYNAMIC_DISPATCH(FindDonors)(std::span(filled).first(size), bins, donors.data());
  ForEachBin(sketch.occupancy, false, [&](std::size_t bin) { values[bin] = sketch.values[donors[bin]]; });
}

}  // namespace copydesk
#endif  // HWY_ONCE
