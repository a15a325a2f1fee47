#include "copydesk/minhash.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "sketch/shingle_minima.h"

namespace copydesk {
namespace {

constexpr double kChance = 1.0 / 256;  // that two 8-bit values agree by accident
constexpr std::size_t kWordBits = 64;

bool IsSet(std::span<const std::uint64_t> bits, std::size_t i) {
  return ((bits[i / kWordBits] >> (i % kWordBits)) & 1) != 0;
}

// The interval of A. Agresti and B. Coull for `successes` of `trials` at 95 %; its ends may lie outside 0 and 1.
Estimate AgrestiCoull(double successes, double trials) {
  constexpr double kZ = 1.959964;
  const double n = trials + kZ * kZ;
  const double centre = (successes + kZ * kZ / 2) / n;
  const double margin = kZ * std::sqrt(centre * (1 - centre) / n);
  return {.lower = centre - margin, .value = successes / trials, .upper = centre + margin};
}

// The d-th donor of a bin, for d from 0 to bins - 1: an order of its own for each bin, every bin exactly once. An odd
// stride visits all residues of a power of two.
std::size_t Donor(std::size_t bin, std::size_t d, std::size_t bins) {
  const std::uint64_t random = Mix64(bin + 1);
  const std::size_t stride = static_cast<std::size_t>(random | 1) & (bins - 1);
  const std::size_t start = static_cast<std::size_t>(random >> 32) & (bins - 1);
  const std::size_t offset = (start + d * stride) & (bins - 1);
  return (bin + offset) & (bins - 1);
}

// `sketch.values` with the empty bins filled.
std::vector<std::uint8_t> Densify(const MinHashSketch& sketch) {
  const std::size_t bins = sketch.values.size();
  std::vector<std::uint8_t> values = sketch.values;
  for (std::size_t i = 0; i < bins; ++i) {
    if (IsSet(sketch.occupancy, i)) continue;
    std::size_t d = 0;
    while (d < bins && !IsSet(sketch.occupancy, Donor(i, d, bins))) ++d;
    values[i] = sketch.values[Donor(i, d, bins)];
  }
  return values;
}

}  // namespace

MinHashSketch ComputeMinHash(std::span<const std::uint64_t> shingles, int bins) {
  MinHashSketch sketch;
  if (shingles.empty()) return sketch;
  const auto count = static_cast<std::size_t>(bins);
  std::array<std::uint64_t, kMaxBins> minima;
  std::fill_n(minima.begin(), count, kNoMinimum);
  LowerMinima(shingles, std::span(minima).first(count));
  sketch.values.resize(count);
  sketch.occupancy.resize(count / kWordBits);
  StoreMinima(std::span(minima).first(count), sketch.values.data(), sketch.occupancy.data());
  return sketch;
}

absl::StatusOr<Estimate> EstimateJaccard(const MinHashSketch& a, const MinHashSketch& b) {
  if (a.empty() || b.empty()) return Estimate{};
  if (a.values.size() != b.values.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("sketches of ", a.values.size(), " and of ", b.values.size(), " bins cannot be compared"));
  }
  int equal = 0;
  int either = 0;
  int both = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    const bool in_a = IsSet(a.occupancy, i);
    const bool in_b = IsSet(b.occupancy, i);
    either += (in_a || in_b) ? 1 : 0;
    both += (in_a && in_b) ? 1 : 0;
    equal += (in_a && in_b && a.values[i] == b.values[i]) ? 1 : 0;
  }
  // Bins agree with probability J, and those of the others that both sets filled by chance.
  const auto correct = [&](double agreement) { return (agreement - kChance * both / either) / (1 - kChance); };
  const Estimate agreement = AgrestiCoull(equal, either);
  const double value = std::clamp(correct(agreement.value), 0.0, 1.0);
  return Estimate{.lower = std::clamp(correct(agreement.lower), 0.0, value),
                  .value = value,
                  .upper = std::clamp(correct(agreement.upper), value, 1.0)};
}

double BandPlan::Recall(double jaccard) const {
  const double p = jaccard + (1 - jaccard) * kChance;
  return 1 - std::pow(1 - std::pow(p, rows), bands);
}

BandPlan ChooseBands(int bins, double jaccard, double recall) {
  for (int rows = bins; rows > 1; --rows) {
    const BandPlan plan{.bands = bins / rows, .rows = rows};
    if (plan.Recall(jaccard) >= recall) return plan;
  }
  return {.bands = bins, .rows = 1};
}

std::vector<std::uint64_t> BandHashes(const MinHashSketch& sketch, const BandPlan& plan) {
  std::vector<std::uint64_t> hashes;
  if (sketch.empty()) return hashes;
  const std::vector<std::uint8_t> values = Densify(sketch);
  hashes.reserve(static_cast<std::size_t>(plan.bands));
  for (std::size_t band = 0; band < static_cast<std::size_t>(plan.bands); ++band) {
    const std::size_t rows = static_cast<std::size_t>(plan.rows);
    const std::string_view bytes(reinterpret_cast<const char*>(values.data()) + band * rows, rows);
    hashes.push_back(Hash64(bytes, band));
  }
  return hashes;
}

}  // namespace copydesk
