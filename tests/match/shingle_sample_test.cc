#include "match/shingle_sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "match/shared_shingles.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

SharedBounds Bound(const Hashes& a, const Hashes& b, int k, int run) {
  return ShingleSample::Bound(ShingleSample(a, k, run), ShingleSample(b, k, run));
}

Hashes Counted(std::uint64_t from, std::size_t count) {
  Hashes tokens(count);
  for (std::uint64_t& token : tokens) token = from++;
  return tokens;
}

// The tokens of `shorter` that are in some run, whatever is chosen of overlapping runs.
std::size_t CountInRuns(std::size_t shorter, const SharedShingles& shared) {
  std::vector<bool> in_run(shorter);
  for (const SharedRun& run : shared.runs) std::fill_n(in_run.begin() + run.a, run.length, true);
  return static_cast<std::size_t>(std::count(in_run.begin(), in_run.end(), true));
}

TEST(ShingleSample, BoundsAreNeverTooSmall) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    std::mt19937_64 random(seed);
    const int k = 1 + static_cast<int>(random() % 6);
    const int run = k + static_cast<int>(random() % 8);
    const std::uint64_t vocabulary = 1 + random() % (seed % 2 == 0 ? 4 : 200);
    Hashes a(random() % 200);
    for (std::uint64_t& token : a) token = random() % vocabulary;
    Hashes b = a;
    const std::uint64_t changed = 1 + random() % 30;  // one token of so many
    for (std::uint64_t& token : b) token = random() % changed == 0 ? random() % vocabulary : token;
    b.insert(b.begin(), a.begin(), a.begin() + static_cast<std::ptrdiff_t>(random() % (a.size() + 1)));
    const SharedShingles shared =
        CompareShingles(a, ShingleIndex(a, k), b, ShingleIndex(b, k), static_cast<std::uint32_t>(run));
    const SharedBounds bounds = Bound(a, b, k, run);
    ASSERT_GE(bounds.in_runs, CountInRuns(a.size(), shared)) << "seed " << seed;
    const auto in_both = static_cast<double>(shared.in_both);
    const double in_either = static_cast<double>(shared.in_a + shared.in_b) - in_both;
    ASSERT_TRUE(in_either == 0 || bounds.jaccard >= in_both / in_either) << "seed " << seed;
  }
}

TEST(ShingleSample, BoundsOfOtherTextsAreSmall) {
  const SharedBounds bounds = Bound(Counted(0, 1000), Counted(10'000, 1000), 5, 8);
  EXPECT_LT(bounds.in_runs, 250u) << "249 places, of which one in 16 is in the bits by chance, of at most 11 tokens";
  EXPECT_LT(bounds.jaccard, 0.65) << "three of four shingles were not looked up";
}

TEST(ShingleSample, BoundsOfOneRun) {
  Hashes b = Counted(10'000, 1000);
  const Hashes a = Counted(0, 1000);
  std::copy_n(a.begin() + 300, 400, b.begin() + 17);
  const SharedBounds bounds = Bound(a, b, 5, 8);
  EXPECT_GE(bounds.in_runs, 400u);
  EXPECT_LT(bounds.in_runs, 1350u) << "99 places of the run and few by chance, of 11 tokens";
}

TEST(ShingleSample, OfTextsShorterThanOne) {
  EXPECT_EQ(Bound({}, {}, 5, 8).in_runs, 0u);
  EXPECT_EQ(Bound({1, 2}, {1, 2}, 5, 8).jaccard, 1.0);
  EXPECT_EQ(Bound({1, 2}, Counted(1, 30), 5, 8).in_runs, 0u);
}

}  // namespace
}  // namespace copydesk
