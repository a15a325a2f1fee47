#include "text/shingles.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <span>
#include <vector>

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes RandomTokens(std::mt19937_64& random, std::size_t count) {
  Hashes tokens(count);
  for (std::uint64_t& token : tokens) token = random();
  return tokens;
}

// The formula of the header, rotations written out.
std::uint64_t HashOf(const Hashes& tokens, std::size_t begin, std::size_t count) {
  std::uint64_t x = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned rotation = static_cast<unsigned>(21 * i % 64);
    const std::uint64_t token = tokens[begin + i];
    x += rotation == 0 ? token : token << rotation | token >> (64 - rotation);
  }
  const std::uint64_t y = (x ^ (x >> 32)) * 0x9fb21c651e98df25u;
  return y ^ (y >> 29);
}

TEST(ShingleHashes, FollowTheFormula) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const Hashes tokens = RandomTokens(random, 1 + random() % 100);
    const std::size_t k = 2 + random() % 63;
    const std::size_t length = std::min(k, tokens.size());
    const Hashes hashes = ShingleHashes(tokens, static_cast<int>(k));
    ASSERT_EQ(hashes.size(), tokens.size() - length + 1) << "seed " << seed;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      ASSERT_EQ(hashes[i], HashOf(tokens, i, length)) << "seed " << seed << ", shingle " << i;
    }
  }
}

TEST(ShingleHashes, ShortTexts) {
  EXPECT_TRUE(ShingleHashes({}, 5).empty());
  const Hashes tokens = {11, 22, 33};
  EXPECT_EQ(ShingleHashes(tokens, 5), (Hashes{HashOf(tokens, 0, 3)}));
  EXPECT_EQ(ShingleHashes(tokens, 3).size(), 1u);
  EXPECT_EQ(ShingleHashes(tokens, 2).size(), 2u);
}

TEST(ShingleHashes, OrderCountsForEveryPairOfPlaces) {
  std::mt19937_64 random(4);
  Hashes tokens = RandomTokens(random, 64);
  const std::uint64_t hash = ShingleHashes(tokens, 64).front();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      std::swap(tokens[i], tokens[j]);
      EXPECT_NE(ShingleHashes(tokens, 64).front(), hash) << i << " and " << j;
      std::swap(tokens[i], tokens[j]);
    }
  }
}

TEST(ShingleHashes, PermutationsOfFewTokensDiffer) {
  std::mt19937_64 random(6);
  Hashes tokens = RandomTokens(random, 6);
  std::sort(tokens.begin(), tokens.end());
  std::set<std::uint64_t> hashes;
  int permutations = 0;
  do {
    hashes.insert(ShingleHashes(tokens, 6).front());
    ++permutations;
  } while (std::next_permutation(tokens.begin(), tokens.end()));
  EXPECT_EQ(permutations, 720);
  EXPECT_EQ(hashes.size(), 720u);
}

TEST(SortedSet, IsAscendingWithoutRepetition) {
  EXPECT_EQ(SortedSet({5, 1, 5, UINT64_MAX, 0, 1}), (Hashes{0, 1, 5, UINT64_MAX}));
  EXPECT_TRUE(SortedSet({}).empty());
}

// All lengths around those of vectors and of runs, on every target.
TEST(ShingleHashes, EveryTargetFollowsTheFormula) {
  std::mt19937_64 random(3);
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    hwy::SetSupportedTargetsForTest(targets & -targets);
    for (const std::size_t k : {1, 2, 4, 5, 6, 7, 63, 64, 65, 66, 130}) {
      for (std::size_t n = 0; n < 40; ++n) {
        const Hashes tokens = RandomTokens(random, n == 39 ? 200 : n);
        const std::size_t length = std::min(k, tokens.size());
        Hashes hashes(NumShingles(tokens.size(), static_cast<int>(k)) + 1, 77);
        ShingleHashes(tokens, static_cast<int>(k), std::span(hashes).first(hashes.size() - 1));
        ASSERT_EQ(hashes.size() - 1, n == 0 ? 0 : tokens.size() - length + 1);
        for (std::size_t i = 0; i + 1 < hashes.size(); ++i) ASSERT_EQ(hashes[i], HashOf(tokens, i, length)) << k;
        ASSERT_EQ(hashes.back(), 77u);
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(SortedSet, IsTheSetOnEveryTarget) {
  std::mt19937_64 random(4);
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    hwy::SetSupportedTargetsForTest(targets & -targets);
    for (std::size_t n = 0; n < 300; ++n) {
      Hashes hashes = RandomTokens(random, n);
      for (std::uint64_t& hash : hashes) hash = n % 2 == 0 ? hash : hash % 50;
      const std::set<std::uint64_t> expected(hashes.begin(), hashes.end());
      ASSERT_EQ(SortedSet(hashes), Hashes(expected.begin(), expected.end()));
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(IntersectionSize, CountsWhatIsInBothOnEveryTarget) {
  std::mt19937_64 random(5);
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    hwy::SetSupportedTargetsForTest(targets & -targets);
    for (int round = 0; round < 3000; ++round) {
      const std::uint64_t range = 1 + random() % 100;
      const std::uint64_t step = random() % 2 == 0 ? 1 : ~std::uint64_t{0} / range;  // the highest values too
      const auto set = [&](std::size_t size) {
        Hashes values = RandomTokens(random, size);
        for (std::uint64_t& value : values) value = value % (range + 1) * step;
        return SortedSet(values);
      };
      const Hashes a = set(random() % 60);
      const Hashes b = set(random() % 60);
      Hashes both;
      std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
      ASSERT_EQ(IntersectionSize(a, b), both.size());
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

}  // namespace
}  // namespace copydesk
