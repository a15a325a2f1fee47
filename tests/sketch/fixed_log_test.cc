#include "sketch/fixed_log.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace copydesk {
namespace {

constexpr std::uint32_t kMax = std::numeric_limits<std::uint32_t>::max();

double Exact(std::uint32_t x) { return std::log2(static_cast<double>(x)) * kLogUnit; }

TEST(Log2Fixed, PowersOfTwoAreExact) {
  for (std::uint32_t bit = 0; bit < 32; ++bit) EXPECT_EQ(Log2Fixed(1u << bit), bit * kLogUnit);
}

// Where no straight line is needed: the table, rounded to the nearest.
TEST(Log2Fixed, TableIsRounded) {
  for (std::uint32_t i = 0; i <= 256; ++i) {
    EXPECT_EQ(Log2Fixed((256 + i) << 8), std::lround(Exact((256 + i) << 8))) << i;
  }
}

TEST(Log2Fixed, IsOffByLessThanTwoUnits) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 1'000'000; ++i) {
    const auto x = static_cast<std::uint32_t>(random() >> (32 + random() % 32));
    if (x == 0) continue;
    ASSERT_NEAR(Log2Fixed(x), Exact(x), 2) << x;
  }
  EXPECT_NEAR(Log2Fixed(kMax), 32.0 * kLogUnit, 2);
}

TEST(Log2Fixed, NeverFalls) {
  for (std::uint32_t x = 1; x < 2'000'000; ++x) ASSERT_LE(Log2Fixed(x), Log2Fixed(x + 1)) << x;
  std::mt19937_64 random(2);
  for (int i = 0; i < 1'000'000; ++i) {
    const auto x = static_cast<std::uint32_t>(random() % kMax);
    if (x == 0) continue;
    ASSERT_LE(Log2Fixed(x), Log2Fixed(x + 1)) << x;
  }
}

TEST(Log2Fixed, GoldenValues) {
  EXPECT_EQ(Log2Fixed(3), 103872u);
  EXPECT_EQ(Log2Fixed(1000), 653118u);
  EXPECT_EQ(Log2Fixed(65537), 1048576u + 1);
  EXPECT_EQ(Log2Fixed(200000), 1154065u);
}

}  // namespace
}  // namespace copydesk
