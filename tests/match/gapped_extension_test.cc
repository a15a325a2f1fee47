#include "match/gapped_extension.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

#include "testing/random_text.h"

namespace copydesk {
namespace {

using Tokens64 = std::vector<std::uint64_t>;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct BestEnd {
  int score = 0;
  std::size_t a = 0;  // tokens used
  std::size_t b = 0;
};

// All of the matrix: where an alignment of the beginnings scores best, the first such place by rows.
BestEnd AlignByDynamicProgramming(const Tokens64& a, const Tokens64& b) {
  std::vector<std::vector<int>> score(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  BestEnd best;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        score[i][j] = -static_cast<int>(i + j);
      } else {
        score[i][j] =
            std::max({score[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 1 : -1), score[i - 1][j] - 1, score[i][j - 1] - 1});
      }
      if (score[i][j] > best.score) best = {.score = score[i][j], .a = i, .b = j};
    }
  }
  return best;
}

// The score of an alignment that consists of these pairs: +1 each, and between them a change for every two tokens that
// face each other and one for each that is left over.
int ScoreOf(const Pairs& pairs) {
  int score = 0;
  std::int64_t last_a = -1;
  std::int64_t last_b = -1;
  for (const auto& [in_a, in_b] : pairs) {
    score += 1 - static_cast<int>(std::max(in_a - last_a - 1, in_b - last_b - 1));
    last_a = in_a;
    last_b = in_b;
  }
  return score;
}

Tokens64 RandomTokens(std::mt19937_64& random, std::size_t count, std::uint64_t vocabulary) {
  Tokens64 tokens(count);
  for (std::uint64_t& token : tokens) token = random() % vocabulary;
  return tokens;
}

// Edits that grow rarer or denser from text to text, then unrelated tokens.
std::pair<Tokens64, Tokens64> EditedPair(std::mt19937_64& random) {
  const std::uint64_t vocabulary = 20 + random() % 2000;
  const double rate = static_cast<double>(random() % 40) / 100;
  const Tokens64 common = RandomTokens(random, random() % 200, vocabulary);
  Tokens64 a;
  Tokens64 b;
  for (const std::uint64_t token : common) {
    a.push_back(token);
    if (RandomChance(random, rate / 3)) continue;
    b.push_back(RandomChance(random, rate / 3) ? random() % vocabulary : token);
    if (RandomChance(random, rate / 3)) b.push_back(random() % vocabulary);
  }
  for (std::size_t n = random() % 60; n > 0; --n) a.push_back(random() % vocabulary);
  for (std::size_t n = random() % 60; n > 0; --n) b.push_back(random() % vocabulary);
  return {std::move(a), std::move(b)};
}

TEST(ExtendForward, AgreesWithDynamicProgramming) {
  constexpr int kTrials = 1000;
  int same_end = 0;
  for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
    std::mt19937_64 random(seed);
    const auto [a, b] = EditedPair(random);
    const BestEnd best = AlignByDynamicProgramming(a, b);
    const Pairs pairs = ExtendForward(a, b);
    ASSERT_LE(ScoreOf(pairs), best.score) << "seed " << seed;
    ASSERT_TRUE(pairs.empty() || ScoreOf(pairs) > 0) << "seed " << seed;
    const std::size_t end_a = pairs.empty() ? 0 : pairs.back().first + 1;
    const std::size_t end_b = pairs.empty() ? 0 : pairs.back().second + 1;
    same_end += end_a == best.a && end_b == best.b && ScoreOf(pairs) == best.score ? 1 : 0;
  }
  EXPECT_GE(same_end, kTrials * 9 / 10);
}

TEST(ExtendForward, PairsAreEqualTokensAndAscend) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    const std::uint64_t vocabulary = 1 + random() % 30;
    const Tokens64 a = RandomTokens(random, random() % 600, vocabulary);
    const Tokens64 b = RandomTokens(random, random() % 600, vocabulary);
    const Pairs pairs = ExtendForward(a, b);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      ASSERT_LT(pairs[i].first, std::min<std::size_t>(a.size(), 400)) << "seed " << seed;
      ASSERT_LT(pairs[i].second, b.size()) << "seed " << seed;
      ASSERT_EQ(a[pairs[i].first], b[pairs[i].second]) << "seed " << seed;
      ASSERT_LE(std::abs(static_cast<int>(pairs[i].first) - static_cast<int>(pairs[i].second)), 16) << "seed " << seed;
      if (i == 0) continue;
      ASSERT_LT(pairs[i - 1].first, pairs[i].first) << "seed " << seed;
      ASSERT_LT(pairs[i - 1].second, pairs[i].second) << "seed " << seed;
    }
  }
}

TEST(ExtendBackward, MirrorsExtendForward) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    auto [a, b] = EditedPair(random);
    if (seed % 5 == 0) a.insert(a.end(), b.begin(), b.end());  // lengths that differ by much
    Pairs expected = ExtendForward(a, b);
    const Tokens64 reversed_a(a.rbegin(), a.rend());
    const Tokens64 reversed_b(b.rbegin(), b.rend());
    for (auto& [in_a, in_b] : expected) {
      in_a = static_cast<std::uint32_t>(a.size() - 1 - in_a);
      in_b = static_cast<std::uint32_t>(b.size() - 1 - in_b);
    }
    std::reverse(expected.begin(), expected.end());
    ASSERT_EQ(ExtendBackward(reversed_a, reversed_b), expected) << "seed " << seed;
  }
}

TEST(ExtendForward, Empty) {
  const Tokens64 some = {1, 2, 3};
  EXPECT_TRUE(ExtendForward({}, {}).empty());
  EXPECT_TRUE(ExtendForward(some, {}).empty());
  EXPECT_TRUE(ExtendForward({}, some).empty());
  EXPECT_TRUE(ExtendBackward(some, {}).empty());
  EXPECT_TRUE(ExtendForward(some, Tokens64{4, 5, 6}).empty());
}

TEST(ExtendForward, GoesOverEdits) {
  EXPECT_EQ(ExtendForward(Tokens64{1, 2, 3, 4, 5}, Tokens64{1, 2, 9, 4, 5}), (Pairs{{0, 0}, {1, 1}, {3, 3}, {4, 4}}));
  EXPECT_EQ(ExtendForward(Tokens64{1, 2, 3, 4, 5}, Tokens64{1, 2, 4, 5}), (Pairs{{0, 0}, {1, 1}, {3, 2}, {4, 3}}));
  EXPECT_EQ(ExtendForward(Tokens64{1, 2, 4, 5}, Tokens64{1, 2, 3, 4, 5}), (Pairs{{0, 0}, {1, 1}, {2, 3}, {3, 4}}));
  // One token gained for one lost does not pay.
  EXPECT_EQ(ExtendForward(Tokens64{1, 2, 3}, Tokens64{1, 9, 3}), (Pairs{{0, 0}}));
}

TEST(ExtendForward, GivesUpBehindUnrelatedText) {
  Tokens64 a(20, 7);
  Tokens64 b(20, 8);
  for (std::uint64_t i = 100; i < 200; ++i) {
    a.push_back(i);
    b.push_back(i);
  }
  EXPECT_TRUE(ExtendForward(a, b).empty());  // 20 below the best score, which is 0
}

TEST(ExtendForward, StopsAfter400Tokens) {
  const Tokens64 equal(1000, 5);
  EXPECT_EQ(ExtendForward(equal, equal).size(), 400u);
  EXPECT_EQ(ExtendBackward(equal, equal).size(), 400u);
  EXPECT_EQ(ExtendBackward(equal, equal).front(), (std::pair<std::uint32_t, std::uint32_t>(600, 600)));
}

}  // namespace
}  // namespace copydesk
