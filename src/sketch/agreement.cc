#include "sketch/agreement.h"

#include <algorithm>
#include <bit>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/agreement.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Which of 64 values are equal.
std::uint64_t MapOfEqual(const std::uint8_t* a, const std::uint8_t* b) {
  const hn::CappedTag<std::uint8_t, 64> d;
  std::uint64_t map = 0;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    std::uint8_t mask[8] = {};
    hn::StoreMaskBits(d, hn::Eq(hn::LoadU(d, a + i), hn::LoadU(d, b + i)), mask);
    std::uint64_t bits = 0;
    hwy::CopyBytes<8>(mask, &bits);  // little-endian, as all that is kept
    map |= bits << i;
  }
  return map;
}

void CountAgreements(const MinHashSketch& query, const std::uint8_t* values, const std::uint64_t* occupancy,
                     std::span<Agreement> agreements) {
  const std::size_t words = query.occupancy.size();
  const std::uint8_t* const query_values = query.values.data();
  const std::uint64_t* const query_occupancy = query.occupancy.data();
  for (Agreement& agreement : agreements) {
    int equal = 0;
    int both = 0;
    int either = 0;
    for (std::size_t word = 0; word < words; ++word) {
      const std::uint64_t in_both = query_occupancy[word] & occupancy[word];
      equal += std::popcount(MapOfEqual(query_values + word * 64, values + word * 64) & in_both);
      both += std::popcount(in_both);
      either += std::popcount(query_occupancy[word] | occupancy[word]);
    }
    agreement = {.equal = static_cast<std::uint32_t>(equal),
                 .both = static_cast<std::uint32_t>(both),
                 .either = static_cast<std::uint32_t>(either)};
    values += words * 64;
    occupancy += words;
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(CountAgreements);

constexpr double kChance = 1.0 / 256;  // that two 8-bit values agree by accident

// The interval of A. Agresti and B. Coull for `successes` of `trials` at 95 %; its ends may lie outside 0 and 1.
Estimate AgrestiCoull(double successes, double trials) {
  constexpr double kZ = 1.959964;
  const double n = trials + kZ * kZ;
  const double centre = (successes + kZ * kZ / 2) / n;
  const double margin = kZ * std::sqrt(centre * (1 - centre) / n);
  return {.lower = centre - margin, .value = successes / trials, .upper = centre + margin};
}

}  // namespace

Agreement CountAgreement(const MinHashSketch& a, const MinHashSketch& b) noexcept {
  Agreement agreement;
  HWY_DYNAMIC_DISPATCH(CountAgreements)(a, b.values.data(), b.occupancy.data(), {&agreement, 1});
  return agreement;
}

Estimate EstimateOf(const Agreement& agreement) {
  // Bins agree with probability J, and those of the others that both sets filled by chance.
  const auto correct = [&](double share) {
    return (share - kChance * agreement.both / agreement.either) / (1 - kChance);
  };
  const Estimate share = AgrestiCoull(agreement.equal, agreement.either);
  const double value = std::clamp(correct(share.value), 0.0, 1.0);
  return Estimate{.lower = std::clamp(correct(share.lower), 0.0, value),
                  .value = value,
                  .upper = std::clamp(correct(share.upper), value, 1.0)};
}

void PackedSketches::Add(const MinHashSketch& sketch) {
  values_.insert(values_.end(), sketch.values.begin(), sketch.values.end());
  occupancy_.insert(occupancy_.end(), sketch.occupancy.begin(), sketch.occupancy.end());
  if (sketch.empty()) {
    values_.resize(values_.size() + bins_);
    occupancy_.resize(occupancy_.size() + bins_ / 64);
  }
}

void PackedSketches::CountAgreements(const MinHashSketch& query, std::size_t begin,
                                     std::span<Agreement> agreements) const noexcept {
  HWY_DYNAMIC_DISPATCH(CountAgreements)
  (query, values_.data() + begin * bins_, occupancy_.data() + begin * (bins_ / 64), agreements);
}

}  // namespace copydesk
#endif  // HWY_ONCE
