// Scores and weights as whole numbers: their sum is the same in whatever order they come.
#ifndef COPYDESK_CLUSTER_SCORE_UNITS_H_
#define COPYDESK_CLUSTER_SCORE_UNITS_H_

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace copydesk {

// Fractional bits. Sums of 2^32 scores of at most 1 fit.
inline constexpr int kScoreUnitBits = 32;

// Of a value from 0 on; negative ones, and what is no number, count as 0, and those above 2^30, which only a damaged
// file can have, as that.
[[nodiscard]] inline std::uint64_t ScoreUnits(double value) {
  constexpr double kMost = 1 << 30;
  return static_cast<std::uint64_t>(std::ldexp(value > 0 ? std::min(value, kMost) : 0.0, kScoreUnitBits));
}

[[nodiscard]] inline double FromScoreUnits(std::uint64_t units) {
  return std::ldexp(static_cast<double>(units), -kScoreUnitBits);
}

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_SCORE_UNITS_H_
