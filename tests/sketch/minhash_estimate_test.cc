#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include "copydesk/minhash.h"

namespace copydesk {
namespace {

using Set = std::vector<std::uint64_t>;

Set RandomSet(std::mt19937_64& random, std::size_t size) {
  Set set(size);
  for (std::uint64_t& value : set) value = random();
  return set;
}

// Two sets of `size` values with `shared` of them in both.
std::pair<Set, Set> RandomPair(std::mt19937_64& random, std::size_t size, std::size_t shared) {
  Set a = RandomSet(random, size);
  Set b = RandomSet(random, size);
  std::copy_n(a.begin(), shared, b.begin());
  return {std::move(a), std::move(b)};
}

int CountBits(const std::vector<std::uint64_t>& words) {
  int count = 0;
  for (const std::uint64_t word : words) count += std::popcount(word);
  return count;
}

// The sketch as the header defines it, bin by bin.
MinHashSketch ReferenceSketch(const Set& set, int bins) {
  MinHashSketch sketch;
  if (set.empty()) return sketch;
  std::map<std::uint64_t, std::uint32_t> minima;
  for (const std::uint64_t hash : set) {
    const std::uint64_t bin = hash / (UINT64_MAX / static_cast<std::uint64_t>(bins) + 1);
    const auto rest = static_cast<std::uint32_t>(hash);
    const auto entry = minima.try_emplace(bin, rest).first;
    entry->second = std::min(entry->second, rest);
  }
  sketch.values.resize(static_cast<std::size_t>(bins));
  sketch.occupancy.resize(static_cast<std::size_t>(bins) / 64);
  for (const auto& [bin, minimum] : minima) {
    sketch.values[bin] = static_cast<std::uint8_t>(minimum % 256);
    sketch.occupancy[bin / 64] |= std::uint64_t{1} << (bin % 64);
  }
  return sketch;
}

// The estimate from the definition, without clamping.
double ReferenceEstimate(const MinHashSketch& a, const MinHashSketch& b) {
  double equal = 0;
  double both = 0;
  double either = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    const bool in_a = (a.occupancy[i / 64] >> (i % 64) & 1) != 0;
    const bool in_b = (b.occupancy[i / 64] >> (i % 64) & 1) != 0;
    if (in_a && in_b) ++both;
    if (in_a || in_b) ++either;
    if (in_a && in_b && a.values[i] == b.values[i]) ++equal;
  }
  return (equal - both / 256) / (1 - 1.0 / 256) / either;
}

TEST(MinHash, EqualsTheDefinition) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const int bins = 64 << (seed % 5);
    const Set set = RandomSet(random, random() % 3000);
    ASSERT_EQ(ComputeMinHash(set, bins), ReferenceSketch(set, bins)) << "seed " << seed << ", bins " << bins;
  }
}

TEST(MinHash, OrderAndRepetitionDoNotCount) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    Set set = RandomSet(random, 1 + random() % 500);
    const MinHashSketch sketch = ComputeMinHash(set, 256);
    const std::size_t distinct = set.size();
    for (int i = 0; i < 300; ++i) set.push_back(set[random() % distinct]);
    std::shuffle(set.begin(), set.end(), random);
    ASSERT_EQ(ComputeMinHash(set, 256), sketch) << "seed " << seed;
  }
}

TEST(MinHash, EmptySetsMatchNothing) {
  const MinHashSketch empty = ComputeMinHash({}, 256);
  EXPECT_TRUE(empty.empty());
  const MinHashSketch one = ComputeMinHash(Set{42}, 256);
  EXPECT_FALSE(one.empty());
  for (const auto& [a, b] : {std::pair(empty, empty), std::pair(empty, one), std::pair(one, empty)}) {
    const absl::StatusOr<Estimate> estimate = EstimateJaccard(a, b);
    ASSERT_TRUE(estimate.ok());
    EXPECT_EQ(*estimate, Estimate{});
  }
}

TEST(MinHash, ExtremeHashesHaveBins) {
  const MinHashSketch sketch = ComputeMinHash(Set{0, UINT64_MAX, UINT64_MAX >> 32}, 64);
  EXPECT_EQ(CountBits(sketch.occupancy), 2);
  EXPECT_EQ(sketch.values.front(), 0);
  EXPECT_EQ(sketch.values.back(), 0xff);
}

TEST(MinHash, SketchesOfDifferentSizesAreRefused) {
  const absl::StatusOr<Estimate> estimate =
      EstimateJaccard(ComputeMinHash(Set{1, 2}, 64), ComputeMinHash(Set{1, 2}, 128));
  EXPECT_EQ(estimate.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(estimate.status().message().find("64"), absl::string_view::npos);
  EXPECT_NE(estimate.status().message().find("128"), absl::string_view::npos);
}

TEST(MinHash, IntervalHoldsTheValueAndIsSymmetric) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t size = 1 + random() % 600;
    const auto [a, b] = RandomPair(random, size, random() % (size + 1));
    const MinHashSketch sketch_a = ComputeMinHash(a, 256);
    const MinHashSketch sketch_b = ComputeMinHash(b, 256);
    const absl::StatusOr<Estimate> estimate = EstimateJaccard(sketch_a, sketch_b);
    ASSERT_TRUE(estimate.ok());
    ASSERT_LE(0, estimate->lower) << "seed " << seed;
    ASSERT_LE(estimate->lower, estimate->value) << "seed " << seed;
    ASSERT_LE(estimate->value, estimate->upper) << "seed " << seed;
    ASSERT_LE(estimate->upper, 1) << "seed " << seed;
    ASSERT_NEAR(estimate->value, std::max(0.0, ReferenceEstimate(sketch_a, sketch_b)), 1e-12) << "seed " << seed;
    ASSERT_EQ(*EstimateJaccard(sketch_b, sketch_a), *estimate) << "seed " << seed;
  }
}

// One cell of the table of sizes and similarities.
class MinHashEstimate : public testing::TestWithParam<std::tuple<std::size_t, double>> {};

// Bias within four standard errors of the mean, and at least 0.93 of the 95 % intervals hold the truth. With 2,000
// trials the standard error of a coverage of 0.95 is 0.005. Cutting negative estimates to zero biases the similarity 0
// upwards, by at most sqrt(both / 256) / 2 of the bins: half the mean deviation of a Poisson variable.
TEST_P(MinHashEstimate, BiasAndCoverage) {
  const auto [size, wanted] = GetParam();
  const auto n = static_cast<double>(size);
  const auto shared = static_cast<std::size_t>(std::lround(wanted * 2 * n / (1 + wanted)));
  const double jaccard = static_cast<double>(shared) / (2 * n - static_cast<double>(shared));
  const int trials = size > 1000 ? 1000 : 2000;
  constexpr std::uint64_t kSeed = 20180716;
  std::mt19937_64 random(kSeed);
  double sum = 0;
  double squares = 0;
  double both = 0;
  double either = 0;
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto [a, b] = RandomPair(random, size, shared);
    const MinHashSketch sketch_a = ComputeMinHash(a, 256);
    const MinHashSketch sketch_b = ComputeMinHash(b, 256);
    const Estimate estimate = EstimateJaccard(sketch_a, sketch_b).value();
    const double error = estimate.value - jaccard;
    sum += error;
    squares += error * error;
    covered += estimate.lower <= jaccard && jaccard <= estimate.upper ? 1 : 0;
    for (std::size_t i = 0; i < sketch_a.occupancy.size(); ++i) {
      both += std::popcount(sketch_a.occupancy[i] & sketch_b.occupancy[i]);
      either += std::popcount(sketch_a.occupancy[i] | sketch_b.occupancy[i]);
    }
  }
  const double mean = sum / trials;
  const double error_of_mean = std::sqrt(std::max(0.0, squares / trials - mean * mean) / trials);
  const double cut = shared == 0 ? std::sqrt(both / trials / 256) / 2 / (either / trials) : 0;
  EXPECT_LE(std::abs(mean), 4 * error_of_mean + cut + 1e-12)
      << "seed " << kSeed << ", size " << size << ", Jaccard " << jaccard;
  EXPECT_GE(covered, 0.93 * trials) << "seed " << kSeed << ", size " << size << ", Jaccard " << jaccard;
}

INSTANTIATE_TEST_SUITE_P(Table, MinHashEstimate,
                         testing::Combine(testing::Values<std::size_t>(1, 3, 5, 10, 20, 50, 100, 250, 1000, 5000),
                                          testing::Values(0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)));

}  // namespace
}  // namespace copydesk
