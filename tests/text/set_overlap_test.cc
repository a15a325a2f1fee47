#include "text/set_overlap.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <vector>

#include "text/shingles.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

TEST(SetOverlap, EqualsThatOfSortedSets) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    std::mt19937_64 random(seed);
    const std::uint64_t values = 1 + random() % 300;  // few, so that they repeat; 0 is one of them
    const std::uint64_t factor = random() % 2 == 0 ? 1 : std::uint64_t{1} << 40;
    Hashes a(random() % 200);
    Hashes b(random() % 200);
    for (std::uint64_t& value : a) value = random() % values * factor;
    for (std::uint64_t& value : b) value = random() % values * factor;
    const Hashes set_a = SortedSet(a);
    const Hashes set_b = SortedSet(b);
    const SetOverlap expected{.a = set_a.size(), .b = set_b.size(), .shared = IntersectionSize(set_a, set_b)};
    ASSERT_EQ(CountOverlap(a, b), expected) << "seed " << seed;
  }
}

TEST(SetOverlap, OfNothing) {
  EXPECT_EQ(CountOverlap({}, {}), SetOverlap());
  EXPECT_EQ(CountOverlap(Hashes{0, 0}, {}), (SetOverlap{.a = 1}));
  EXPECT_EQ(CountOverlap({}, Hashes{7, 0}), (SetOverlap{.b = 2}));
}

TEST(SetOverlap, OfManyValues) {
  Hashes a(1'000'000);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = i / 2;
  EXPECT_EQ(CountOverlap(a, a), (SetOverlap{.a = 500'000, .b = 500'000, .shared = 500'000}));
}

}  // namespace
}  // namespace copydesk
