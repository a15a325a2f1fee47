#include "copydesk/minhash.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "sketch/agreement.h"
#include "sketch/densify.h"
#include "sketch/shingle_minima.h"

namespace copydesk {
namespace {

constexpr double kChance = 1.0 / 256;  // that two 8-bit values agree by accident
constexpr std::size_t kWordBits = 64;

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
  return EstimateOf(CountAgreement(a, b));
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

void BandHashes(const MinHashSketch& sketch, const BandPlan& plan, std::vector<std::uint64_t>* hashes) {
  hashes->clear();
  if (sketch.empty()) return;
  std::array<std::uint8_t, kMaxBins> values;
  Densify(sketch, std::span(values).first(sketch.values.size()));
  const auto bands = static_cast<std::size_t>(plan.bands);
  const auto rows = static_cast<std::size_t>(plan.rows);
  hashes->resize(bands);
  for (std::size_t band = 0; band < bands; ++band) {
    const std::string_view bytes(reinterpret_cast<const char*>(values.data()) + band * rows, rows);
    (*hashes)[band] = Hash64(bytes, band);
  }
}

std::vector<std::uint64_t> BandHashes(const MinHashSketch& sketch, const BandPlan& plan) {
  std::vector<std::uint64_t> hashes;
  BandHashes(sketch, plan, &hashes);
  return hashes;
}

}  // namespace copydesk
