// Whether hashes behave like random numbers where estimates, bands and windows rely on it. Inputs are what texts are
// made of, words and numbers, not random bits. Each tolerance is six standard deviations of what it is of.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numbers>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/minhash.h"
#include "copydesk/simhash.h"
#include "sketch/weighted_simhash.h"
#include "testing/random_text.h"
#include "text/shingles.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

constexpr double kDeviations = 6;

// Every sequence of five of 20 words: 3.2 million shingles that differ in little.
Hashes ShinglesOfFewWords() {
  constexpr std::size_t kWords = 20;
  Hashes words(kWords);
  for (std::size_t i = 0; i < kWords; ++i) words[i] = HashWord(i < 10 ? std::to_string(i) : MakeWord(i));
  Hashes hashes;
  hashes.reserve(kWords * kWords * kWords * kWords * kWords);
  std::array<std::uint64_t, 5> tokens{};
  for (std::size_t n = 0; n < hashes.capacity(); ++n) {
    std::size_t rest = n;
    for (std::uint64_t& token : tokens) {
      token = words[rest % kWords];
      rest /= kWords;
    }
    hashes.push_back(ShingleHashes(tokens, 5).front());
  }
  return hashes;
}

const Hashes& ManyShingles() {
  static const Hashes kShingles = ShinglesOfFewWords();
  return kShingles;
}

// The distance of counts from equal ones, in standard deviations of chi-square.
double Unevenness(std::span<const double> counts, double expected) {
  double chi_square = 0;
  for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
  const double freedom = static_cast<double>(counts.size()) - 1;
  return std::abs(chi_square - freedom) / std::sqrt(2 * freedom);
}

// Of random 64-bit values 3.2 million collide with a probability of 3e-7.
TEST(HashStatistics, NoShinglesCollide) {
  Hashes hashes = ManyShingles();
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::adjacent_find(hashes.begin(), hashes.end()), hashes.end());
}

// A run of five and the run of six that begins with it, or any other run of six, have nothing in common.
TEST(HashStatistics, NoShinglesOfTwoLengthsCollide) {
  std::mt19937_64 random(1);
  Hashes words(300'000);
  for (std::uint64_t& word : words) word = HashWord(MakeWord(random() % 50));
  Hashes all = SortedSet(ShingleHashes(words, 5));
  const Hashes six = SortedSet(ShingleHashes(words, 6));
  const std::size_t distinct = all.size() + six.size();
  all.insert(all.end(), six.begin(), six.end());
  EXPECT_EQ(SortedSet(all).size(), distinct);
}

// What the parts of a hash decide: its bin, the order inside a bin, the stored byte, the order of winnowing.
TEST(HashStatistics, PartsOfShinglesAreEven) {
  struct Part {
    const char* name;
    int shift;
    int bits;
  };
  for (const Part& part :
       {Part{"bin of 64", 58, 6}, Part{"bin of 1024", 54, 10}, Part{"stored byte", 0, 8},
        Part{"order in a bin", 20, 12}, Part{"order of winnowing", 48, 16}, Part{"middle", 32, 16}}) {
    std::vector<double> counts(std::size_t{1} << part.bits);
    for (const std::uint64_t hash : ManyShingles()) ++counts[hash >> part.shift & (counts.size() - 1)];
    const double expected = static_cast<double>(ManyShingles().size()) / static_cast<double>(counts.size());
    EXPECT_LT(Unevenness(counts, expected), kDeviations) << part.name;
  }
}

// The bin says nothing about the byte that is stored, nor about the order inside the bin.
TEST(HashStatistics, BinsAndValuesAreIndependent) {
  for (const int shift : {0, 24}) {
    std::vector<double> counts(1u << 16);
    for (const std::uint64_t hash : ManyShingles()) ++counts[(hash >> 56) << 8 | (hash >> shift & 0xff)];
    const double expected = static_cast<double>(ManyShingles().size()) / static_cast<double>(counts.size());
    EXPECT_LT(Unevenness(counts, expected), kDeviations) << "bits from " << shift;
  }
}

// Neighbouring shingles share all tokens but two, and are as far apart as any two random numbers.
TEST(HashStatistics, NeighboursDifferInHalfOfTheBits) {
  std::mt19937_64 random(2);
  Hashes words(100'000);
  for (std::uint64_t& word : words) word = HashWord(MakeWord(random() % 2000));
  for (const int k : {2, 5, 6, 32}) {
    const Hashes hashes = ShingleHashes(words, k);
    std::array<int, 64> flips{};
    for (std::size_t i = 1; i < hashes.size(); ++i) {
      for (std::uint64_t left = hashes[i] ^ hashes[i - 1]; left != 0; left &= left - 1) {
        ++flips[static_cast<std::size_t>(std::countr_zero(left))];
      }
    }
    const double pairs = static_cast<double>(hashes.size()) - 1;
    for (const int count : flips) EXPECT_NEAR(count / pairs, 0.5, kDeviations * 0.5 / std::sqrt(pairs)) << "k " << k;
  }
}

// One letter of one word changes every bit of the shingle half of the time, wherever the word stands.
TEST(HashStatistics, ALetterChangesHalfOfTheBitsOfAShingle) {
  constexpr int kTrials = 4000;
  std::mt19937_64 random(3);
  for (std::size_t place = 0; place < 6; ++place) {
    std::array<int, 64> flips{};
    for (int trial = 0; trial < kTrials; ++trial) {
      Hashes tokens(6);
      for (std::uint64_t& token : tokens) token = HashWord(MakeWord(random() % 100'000));
      std::string word = MakeWord(random() % 100'000);
      tokens[place] = HashWord(word);
      const std::uint64_t before = ShingleHashes(tokens, 6).front();
      word[random() % word.size()] = 'q';  // MakeWord has none
      tokens[place] = HashWord(word);
      for (std::uint64_t left = before ^ ShingleHashes(tokens, 6).front(); left != 0; left &= left - 1) {
        ++flips[static_cast<std::size_t>(std::countr_zero(left))];
      }
    }
    const double tolerance = kDeviations * 0.5 / std::sqrt(kTrials);
    for (const int count : flips) EXPECT_NEAR(count / double{kTrials}, 0.5, tolerance) << "place " << place;
  }
}

// Estimates over shingles of texts are as exact as over random sets: their mean error is that of chance. One estimate
// has a standard deviation of at most sqrt(J (1 - J) / 256).
TEST(HashStatistics, EstimatesOverTextsHaveNoBias) {
  constexpr int kPairs = 400;
  std::mt19937_64 random(4);
  double error = 0;
  for (int pair = 0; pair < kPairs; ++pair) {
    const Words a = RandomWords(random, 1000, 3000);
    const Words b = EditWords(random, a, 0.06, 3000);
    const auto set_of = [](const Words& words) {
      Hashes tokens;
      tokens.reserve(words.size());
      for (const std::string& word : words) tokens.push_back(HashWord(word));
      return SortedSet(ShingleHashes(tokens, 5));
    };
    const Hashes shingles_a = set_of(a);
    const Hashes shingles_b = set_of(b);
    Hashes both;
    std::set_intersection(shingles_a.begin(), shingles_a.end(), shingles_b.begin(), shingles_b.end(),
                          std::back_inserter(both));
    const double either = static_cast<double>(shingles_a.size() + shingles_b.size() - both.size());
    const absl::StatusOr<Estimate> estimate =
        EstimateJaccard(ComputeMinHash(shingles_a, 256), ComputeMinHash(shingles_b, 256));
    ASSERT_TRUE(estimate.ok());
    error += estimate->value - static_cast<double>(both.size()) / either;
  }
  EXPECT_NEAR(error / kPairs, 0, kDeviations * std::sqrt(0.25 / 256 / kPairs));
}

// Of unrelated texts each bit is set in half, and two texts differ in 32 bits, with a standard deviation of 4.
TEST(HashStatistics, SimHashBitsAreBalanced) {
  constexpr int kTexts = 2000;
  std::mt19937_64 random(5);
  std::array<int, 64> set{};
  double distance = 0;
  std::uint64_t last = 0;
  for (int text = 0; text < kTexts; ++text) {
    Hashes tokens(150);
    for (std::uint64_t& token : tokens) token = HashWord(MakeWord(random() % 200'000));
    const std::uint64_t simhash = ComputeSimHash(tokens);
    for (std::size_t bit = 0; bit < set.size(); ++bit) set[bit] += static_cast<int>(simhash >> bit & 1);
    if (text > 0) distance += SimHashDistance(simhash, last);
    last = simhash;
  }
  // An even number of votes may end in a draw, which is 0: a share of about sqrt(2 / (pi n)) of n votes, half of it.
  const double draws = std::sqrt(2 / (std::numbers::pi * 150)) / 2;
  const double tolerance = kDeviations * 0.5 / std::sqrt(kTexts) + draws;
  for (std::size_t bit = 0; bit < set.size(); ++bit) EXPECT_NEAR(set[bit] / double{kTexts}, 0.5, tolerance) << bit;
  EXPECT_NEAR(distance / (kTexts - 1), 32, kDeviations * 4 / std::sqrt(kTexts - 1.0) + 0.1);
}

}  // namespace
}  // namespace copydesk
