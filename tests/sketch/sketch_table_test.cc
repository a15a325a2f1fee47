#include "copydesk/sketch_table.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace copydesk {
namespace {

// Sets of shingles that share more or less of one another.
std::vector<MinHashSketch> RandomSketches(std::uint64_t seed, std::size_t count, int bins) {
  std::mt19937_64 random(seed);
  std::vector<std::vector<std::uint64_t>> sets;
  std::vector<MinHashSketch> sketches;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::uint64_t> set(random() % 600);
    for (std::uint64_t& hash : set) hash = random();
    if (i > 0) {
      const std::vector<std::uint64_t>& other = sets[random() % i];
      set.insert(set.end(), other.begin(), other.begin() + static_cast<std::ptrdiff_t>(random() % (other.size() + 1)));
    }
    sketches.push_back(ComputeMinHash(set, bins));
    sets.push_back(std::move(set));
  }
  return sketches;
}

TEST(SketchTable, FindsWhatPairwiseEstimatesSay) {
  for (const int bins : {64, 256}) {
    const std::vector<MinHashSketch> sketches = RandomSketches(3, 2'100, bins);  // more than are compared at once
    SketchTable table = SketchTable::Make(bins).value();
    for (const MinHashSketch& sketch : sketches) ASSERT_TRUE(table.Add(sketch).ok());
    ASSERT_EQ(table.size(), sketches.size());
    std::size_t found = 0;
    for (std::size_t query = 0; query < sketches.size(); query += 97) {
      for (const double least : {1e-9, 0.1, 0.5, 0.7, 1.0}) {
        std::vector<SimilarSketch> expected;
        for (std::size_t i = 0; i < sketches.size(); ++i) {
          const double jaccard = EstimateJaccard(sketches[query], sketches[i]).value().value;
          if (jaccard >= least) expected.push_back({.index = i, .jaccard = jaccard});
        }
        EXPECT_EQ(table.FindSimilar(sketches[query], least).value(), expected) << query << " " << least;
        found += expected.size();
      }
    }
    EXPECT_GT(found, 1'000u);
  }
}

TEST(SketchTable, EmptySketchesAreLikeNothing) {
  SketchTable table = SketchTable::Make(64).value();
  EXPECT_TRUE(table.FindSimilar({}, 0.5).value().empty());
  ASSERT_TRUE(table.Add({}).ok());
  const MinHashSketch sketch = ComputeMinHash(std::vector<std::uint64_t>{1, 2, 3}, 64);
  ASSERT_TRUE(table.Add(sketch).ok());
  EXPECT_TRUE(table.FindSimilar({}, 0.5).value().empty());
  EXPECT_EQ(table.FindSimilar(sketch, 1).value(), (std::vector<SimilarSketch>{{.index = 1, .jaccard = 1}}));
}

TEST(SketchTable, WhatDoesNotFitIsRefused) {
  for (const int bins : {-64, 0, 32, 100, 2048}) {
    EXPECT_EQ(SketchTable::Make(bins).status().code(), absl::StatusCode::kInvalidArgument) << bins;
  }
  SketchTable table = SketchTable::Make(64).value();
  const MinHashSketch other = ComputeMinHash(std::vector<std::uint64_t>{1}, 128);
  EXPECT_EQ(table.Add(other).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(table.FindSimilar(other, 0.5).status().code(), absl::StatusCode::kInvalidArgument);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double least : {0.0, -1.0, 1.01, nan}) {
    EXPECT_EQ(table.FindSimilar({}, least).status().code(), absl::StatusCode::kInvalidArgument) << least;
  }
  EXPECT_EQ(table.size(), 0u);
}

}  // namespace
}  // namespace copydesk
