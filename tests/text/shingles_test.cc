#include "text/shingles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
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

}  // namespace
}  // namespace copydesk
