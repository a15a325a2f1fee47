#include "sketch/winnow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "text/shingles.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes RandomHashes(std::mt19937_64& random, std::size_t count, std::uint64_t alphabet) {
  Hashes pool(alphabet);
  for (std::uint64_t& hash : pool) hash = random();
  Hashes hashes(count);
  for (std::uint64_t& hash : hashes) hash = pool[random() % alphabet];
  return hashes;
}

// The position kept in each window, by looking at all of them: the rightmost of the smallest top 16 bits.
std::set<std::size_t> KeptPositions(const Hashes& hashes, std::size_t window) {
  std::set<std::size_t> kept;
  if (hashes.empty()) return kept;
  window = std::min(window, hashes.size());
  for (std::size_t begin = 0; begin + window <= hashes.size(); ++begin) {
    std::size_t minimum = begin;
    for (std::size_t i = begin; i < begin + window; ++i) {
      if (hashes[i] >> 48 <= hashes[minimum] >> 48) minimum = i;
    }
    kept.insert(minimum);
  }
  return kept;
}

std::vector<PassageFingerprint> BruteForce(const Hashes& hashes, std::size_t window) {
  std::vector<PassageFingerprint> kept;
  for (const std::size_t position : KeptPositions(hashes, window)) {
    if (!kept.empty() && kept.back().hash == hashes[position]) continue;
    kept.push_back({.hash = hashes[position], .position = static_cast<std::uint32_t>(position)});
  }
  return kept;
}

std::set<std::uint64_t> HashSet(const std::vector<PassageFingerprint>& fingerprints) {
  std::set<std::uint64_t> hashes;
  for (const PassageFingerprint& fingerprint : fingerprints) hashes.insert(fingerprint.hash);
  return hashes;
}

bool Intersect(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](std::uint64_t hash) { return b.contains(hash); });
}

TEST(WindowFor, ShrinksWithTheText) {
  EXPECT_EQ(WindowFor(0, 20), 1u);
  EXPECT_EQ(WindowFor(1, 20), 1u);
  EXPECT_EQ(WindowFor(11, 20), 1u);
  EXPECT_EQ(WindowFor(12, 20), 2u);
  EXPECT_EQ(WindowFor(119, 20), 19u);
  EXPECT_EQ(WindowFor(120, 20), 20u);
  EXPECT_EQ(WindowFor(100000, 20), 20u);
  EXPECT_EQ(WindowFor(100000, 1), 1u);
}

TEST(Winnow, EqualsBruteForce) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    std::mt19937_64 random(seed);
    // A small alphabet brings equal hashes into one window.
    const Hashes hashes = RandomHashes(random, random() % 200, 1 + random() % 40);
    const std::size_t window = 1 + random() % 30;
    const auto kept = Winnow(hashes, window);
    ASSERT_EQ(kept, BruteForce(hashes, window)) << "seed " << seed;
    for (std::size_t i = 1; i < kept.size(); ++i) ASSERT_LT(kept[i - 1].position, kept[i].position) << "seed " << seed;
  }
}

TEST(Winnow, OnlyTheTop16BitsOrder) {
  EXPECT_EQ(Winnow(Hashes{0x0001'0000'0000'0000, 0x0001'ffff'ffff'ffff}, 2),
            (std::vector<PassageFingerprint>{{.hash = 0x0001'ffff'ffff'ffff, .position = 1}}));
  EXPECT_EQ(Winnow(Hashes{0x0001'ffff'ffff'ffff, 0x0002'0000'0000'0000}, 2),
            (std::vector<PassageFingerprint>{{.hash = 0x0001'ffff'ffff'ffff, .position = 0}}));
}

TEST(Winnow, FewHashes) {
  EXPECT_TRUE(Winnow({}, 20).empty());
  EXPECT_EQ(Winnow(Hashes{7}, 20).size(), 1u);
  EXPECT_EQ(Winnow(Hashes{3u << 20, 1, 2}, 20).size(), 1u);
}

// The guarantee of the paper for any place of the common run, and between texts of different windows.
TEST(Winnow, ACommonRunSharesAFingerprint) {
  int trials = 0;
  for (const int k : {2, 5, 6, 9}) {
    for (const std::size_t window : {1u, 4u, 8u, 20u, 64u}) {
      for (std::uint64_t seed = 0; seed < 60; ++seed, ++trials) {
        std::mt19937_64 random(seed * 1000003 + window * 101 + static_cast<std::uint64_t>(k));
        const std::size_t length = window + static_cast<std::size_t>(k) - 1 + random() % 3;
        const std::uint64_t alphabet = seed % 2 == 0 ? 4 : 100000;
        Hashes a = RandomHashes(random, length + random() % 300, alphabet);
        Hashes b = RandomHashes(random, length + random() % 300, alphabet);
        const std::size_t from = random() % (a.size() - length + 1);
        const std::size_t to = random() % (b.size() - length + 1);
        std::copy_n(a.begin() + static_cast<std::ptrdiff_t>(from), length, b.begin() + static_cast<std::ptrdiff_t>(to));
        const Hashes shingles_a = ShingleHashes(a, k);
        const Hashes shingles_b = ShingleHashes(b, k);
        const std::size_t smaller = 1 + random() % window;
        const auto kept_a = HashSet(Winnow(shingles_a, window));
        ASSERT_TRUE(Intersect(kept_a, HashSet(Winnow(shingles_b, window))))
            << "k " << k << ", window " << window << ", seed " << seed;
        ASSERT_TRUE(Intersect(kept_a, HashSet(Winnow(shingles_b, smaller))))
            << "k " << k << ", windows " << window << " and " << smaller << ", seed " << seed;
      }
    }
  }
  EXPECT_EQ(trials, 1200);
}

TEST(Winnow, SmallerWindowsKeepAllThatLargerOnesKeep) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 random(seed);
    const Hashes hashes = RandomHashes(random, 1 + random() % 300, 1 + random() % 300);
    std::set<std::uint64_t> larger = HashSet(Winnow(hashes, 64));
    for (std::size_t window = 63; window >= 1; --window) {
      const std::set<std::uint64_t> smaller = HashSet(Winnow(hashes, window));
      if (window <= hashes.size()) {
        ASSERT_TRUE(std::includes(smaller.begin(), smaller.end(), larger.begin(), larger.end()))
            << "window " << window << ", seed " << seed;
      }
      larger = smaller;
    }
  }
}

// Section 4.2 of the paper: 2 / (w + 1) of the hashes. Over 200,000 hashes the standard error is below 1 %.
TEST(Winnow, Density) {
  for (const std::size_t window : {1u, 4u, 8u, 20u, 64u}) {
    std::mt19937_64 random(window);
    Hashes hashes(200000);
    for (std::uint64_t& hash : hashes) hash = random();
    const double expected = 2.0 / (static_cast<double>(window) + 1);
    const double density = static_cast<double>(Winnow(hashes, window).size()) / static_cast<double>(hashes.size());
    EXPECT_NEAR(density, expected, 0.03 * expected) << "window " << window;
  }
}

TEST(Winnow, RepetitionGivesFewFingerprints) {
  EXPECT_EQ(Winnow(Hashes(1'000'000, 42), 20).size(), 1u);
  Hashes periodic;
  for (std::size_t i = 0; i < 1'000'000; ++i) periodic.push_back((i % 7) << 60);
  EXPECT_EQ(Winnow(periodic, 20).size(), 1u);
}

// Each hash enters the list of candidates once and leaves it once: descending and ascending input end too.
TEST(Winnow, SortedInput) {
  Hashes ascending;
  for (std::uint64_t i = 0; i < 65536; ++i) ascending.push_back(i << 48);
  const Hashes descending(ascending.rbegin(), ascending.rend());
  EXPECT_EQ(Winnow(ascending, 20).size(), 65536u - 20 + 1);
  EXPECT_EQ(Winnow(descending, 20).size(), 65536u - 20 + 1);
}

}  // namespace
}  // namespace copydesk
