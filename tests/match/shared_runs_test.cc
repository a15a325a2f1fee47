#include "match/shared_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

PreparedText PrepareWords(const Words& words) { return Prepare(JoinWords(words)); }

// Greedy string tiling as in Wise's paper: again and again the longest run of unused tokens, of equally long ones the
// earliest in a, then in b.
std::vector<SharedRun> TileByBruteForce(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                                        std::uint32_t min_length) {
  std::vector<bool> used_a(a.size());
  std::vector<bool> used_b(b.size());
  std::vector<SharedRun> chosen;
  while (true) {
    SharedRun best;
    for (std::uint32_t i = 0; i < a.size(); ++i) {
      for (std::uint32_t j = 0; j < b.size(); ++j) {
        std::uint32_t length = 0;
        while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length] &&
               !used_a[i + length] && !used_b[j + length]) {
          ++length;
        }
        if (length > best.length) best = {.a = i, .b = j, .length = length};
      }
    }
    if (best.length < min_length) break;
    for (std::uint32_t t = 0; t < best.length; ++t) used_a[best.a + t] = used_b[best.b + t] = true;
    chosen.push_back(best);
  }
  std::sort(chosen.begin(), chosen.end(), [](const SharedRun& x, const SharedRun& y) { return x.a < y.a; });
  return chosen;
}

void ExpectTiling(const PreparedText& a, const PreparedText& b, const std::vector<SharedRun>& runs,
                  std::uint32_t min_length, std::uint64_t seed) {
  std::vector<bool> used_b(b.size());
  std::uint32_t end_a = 0;
  for (const SharedRun& run : runs) {
    ASSERT_GE(run.length, min_length) << "seed " << seed;
    ASSERT_GE(run.a, end_a) << "runs overlap in a, seed " << seed;
    ASSERT_LE(run.a + run.length, a.size()) << "seed " << seed;
    ASSERT_LE(run.b + run.length, b.size()) << "seed " << seed;
    end_a = run.a + run.length;
    for (std::uint32_t t = 0; t < run.length; ++t) {
      ASSERT_EQ(a.tokens.hash[run.a + t], b.tokens.hash[run.b + t]) << "seed " << seed;
      ASSERT_FALSE(used_b[run.b + t]) << "runs overlap in b, seed " << seed;
      used_b[run.b + t] = true;
    }
  }
}

// Texts of at most 33 tokens cannot have a run of two at more than 32 places, so that the bound does not act.
TEST(SharedRuns, EqualBruteForceWhereTextsRepeatThemselves) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    std::mt19937_64 random(seed);
    const int shortest = 2 + static_cast<int>(random() % 7);
    const std::size_t vocabulary = 1 + random() % 4;
    const PreparedText a = PrepareWords(RandomWords(random, random() % 34, vocabulary));
    const PreparedText b = PrepareWords(RandomWords(random, random() % 34, vocabulary));
    const auto runs = FindSharedRuns(a, b, shortest);
    ASSERT_EQ(runs, TileByBruteForce(a.tokens.hash, b.tokens.hash, static_cast<std::uint32_t>(shortest)))
        << "seed " << seed;
  }
}

TEST(SharedRuns, EqualBruteForceInLongerTexts) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    const Words text = RandomWords(random, 150, 6);
    const PreparedText a = PrepareWords(text);
    const PreparedText b = PrepareWords(EditWords(random, text, 0.3, 6));
    ASSERT_EQ(FindSharedRuns(a, b, 4), TileByBruteForce(a.tokens.hash, b.tokens.hash, 4)) << "seed " << seed;
  }
}

TEST(SharedRuns, AreATilingOfAnyTexts) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t vocabulary = 1 + random() % 3;
    const PreparedText a = PrepareWords(RandomWords(random, random() % 2000, vocabulary));
    const PreparedText b = PrepareWords(RandomWords(random, random() % 2000, vocabulary));
    ExpectTiling(a, b, FindSharedRuns(a, b, 8), 8, seed);
  }
}

TEST(SharedRuns, NoneBelowTheLength) {
  const Words words = DistinctWords(0, 7);
  const PreparedText a = PrepareWords(words);
  EXPECT_TRUE(FindSharedRuns(a, a, 8).empty());
  const PreparedText none = PrepareWords({});
  EXPECT_TRUE(FindSharedRuns(none, a, 8).empty());
  EXPECT_TRUE(FindSharedRuns(none, none, 8).empty());
}

TEST(SharedRuns, MovedPassages) {
  const Words one = DistinctWords(0, 10);
  const Words two = DistinctWords(100, 20);
  const PreparedText a = PrepareWords(Concatenate(std::vector<Words>{one, two}));
  const PreparedText b = PrepareWords(Concatenate(std::vector<Words>{two, one}));
  EXPECT_EQ(FindSharedRuns(a, b, 8),
            (std::vector<SharedRun>{{.a = 0, .b = 20, .length = 10}, {.a = 10, .b = 0, .length = 20}}));
}

TEST(SharedRuns, HostileRepetition) {
  const Words constant(100'000, "na");
  const PreparedText a = PrepareWords(constant);
  EXPECT_EQ(FindSharedRuns(a, a, 8), (std::vector<SharedRun>{{.a = 0, .b = 0, .length = 100'000}}));
  const PreparedText shorter = PrepareWords(Words(99'000, "na"));
  const auto runs = FindSharedRuns(a, shorter, 8);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].length, 99'000u);
  for (const std::size_t period : {2u, 3u, 7u, 100u}) {
    Words periodic;
    for (std::size_t i = 0; i < 100'000; ++i) periodic.push_back(MakeWord(i % period));
    const PreparedText p = PrepareWords(periodic);
    const PreparedText shifted = PrepareWords(Slice(periodic, 1, periodic.size()));
    const auto shared = FindSharedRuns(p, shifted, 8);
    ASSERT_EQ(shared.size(), 1u) << "period " << period;
    EXPECT_EQ(shared[0].length, 99'999u) << "period " << period;
  }
}

// Constant stretches between marks that differ: many places for one run, the bound acts, and the tiling still holds.
TEST(SharedRuns, HostileStretches) {
  for (const std::size_t stretch : {9u, 50u, 1000u}) {
    Words in_a;
    Words in_b;
    for (std::size_t i = 0; in_a.size() < 50'000; ++i) {
      in_a.insert(in_a.end(), stretch, "na");
      in_b.insert(in_b.end(), stretch, "na");
      in_a.push_back(MakeWord(10'000 + i));
      in_b.push_back(MakeWord(500'000 + i));
    }
    const PreparedText a = PrepareWords(in_a);
    const PreparedText b = PrepareWords(in_b);
    const auto runs = FindSharedRuns(a, b, 8);
    EXPECT_FALSE(runs.empty());
    EXPECT_LE(runs.size(), 1000u);
    ExpectTiling(a, b, runs, 8, stretch);
  }
}

}  // namespace
}  // namespace copydesk
