#include "match/shared_shingles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

#include "text/shingles.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

void SortRuns(std::vector<SharedRun>* runs) {
  std::sort(runs->begin(), runs->end(), [](const SharedRun& x, const SharedRun& y) {
    return std::tuple(x.a, x.b, x.length) < std::tuple(y.a, y.b, y.length);
  });
}

// The places of a shingle in a text before `place`.
std::size_t PlacesBefore(const Hashes& shingles, std::size_t place) {
  return static_cast<std::size_t>(
      std::count(shingles.begin(), shingles.begin() + static_cast<std::ptrdiff_t>(place), shingles[place]));
}

// By sorted sets, and by looking at all pairs of places.
SharedShingles ComparePlainly(const Hashes& a, const Hashes& b, int k, std::uint32_t min_length) {
  const Hashes in_a = ShingleHashes(a, k);
  const Hashes in_b = ShingleHashes(b, k);
  SharedShingles result;
  result.in_a = SortedSet(in_a).size();
  result.in_b = SortedSet(in_b).size();
  result.in_both = IntersectionSize(SortedSet(in_a), SortedSet(in_b));
  for (std::uint32_t p = 0; p < in_a.size(); ++p) {
    for (std::uint32_t q = 0; q < in_b.size(); ++q) {
      if (in_a[p] != in_b[q]) continue;
      if (PlacesBefore(in_a, p) >= kMaxPlaces || PlacesBefore(in_b, q) >= kMaxPlaces) {
        result.is_bounded = true;
        continue;
      }
      if (p > 0 && q > 0 && a[p - 1] == b[q - 1]) continue;
      std::uint32_t length = 0;
      while (p + length < a.size() && q + length < b.size() && a[p + length] == b[q + length]) ++length;
      if (length >= min_length) result.runs.push_back({.a = p, .b = q, .length = length});
    }
  }
  return result;
}

void ExpectPlain(const Hashes& a, const Hashes& b, int k, std::uint32_t min_length, std::uint64_t seed) {
  SharedShingles found = CompareShingles(a, ShingleIndex(a, k), b, ShingleIndex(b, k), min_length);
  SharedShingles expected = ComparePlainly(a, b, k, min_length);
  SortRuns(&found.runs);
  SortRuns(&expected.runs);
  ASSERT_EQ(found.in_a, expected.in_a) << "seed " << seed;
  ASSERT_EQ(found.in_b, expected.in_b) << "seed " << seed;
  ASSERT_EQ(found.in_both, expected.in_both) << "seed " << seed;
  ASSERT_EQ(found.is_bounded, expected.is_bounded) << "seed " << seed;
  ASSERT_EQ(found.runs, expected.runs) << "seed " << seed;
}

TEST(SharedShingles, EqualThoseOfSortedSetsAndOfAllPairsOfPlaces) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    std::mt19937_64 random(seed);
    const int k = 2 + static_cast<int>(random() % 6);
    const std::uint64_t vocabulary = 1 + random() % (seed % 2 == 0 ? 4 : 200);
    Hashes a(random() % 120);
    for (std::uint64_t& token : a) token = random() % vocabulary;
    Hashes b = a;  // an edited copy, or another text
    if (random() % 3 == 0) b.resize(random() % 120);
    for (std::uint64_t& token : b) token = random() % 8 == 0 ? random() % vocabulary : token;
    if (b.size() > 10) b.erase(b.begin() + static_cast<std::ptrdiff_t>(random() % 5), b.begin() + 7);
    ExpectPlain(a, b, k, static_cast<std::uint32_t>(k) + random() % 4, seed);
  }
}

TEST(SharedShingles, TheBoundOnPlacesOfEitherText) {
  for (const std::size_t in_a : {31, 32, 33, 70}) {
    for (const std::size_t in_b : {31, 32, 33, 70}) {
      Hashes a;
      Hashes b;
      for (std::size_t i = 0; i < in_a; ++i) a.insert(a.end(), {1, 2, 3, 1000 + i});
      for (std::size_t i = 0; i < in_b; ++i) b.insert(b.end(), {2000 + i, 1, 2, 3});
      ExpectPlain(a, b, 3, 3, in_a * 100 + in_b);
    }
  }
}

TEST(SharedShingles, OfTextsShorterThanOne) {
  ExpectPlain({}, {}, 5, 8, 0);
  ExpectPlain({1}, {}, 5, 8, 1);
  ExpectPlain({1, 2}, {1, 2}, 5, 8, 2);
  ExpectPlain({1, 2}, {1, 2, 3, 4, 5, 6}, 5, 5, 3);
}

}  // namespace
}  // namespace copydesk
