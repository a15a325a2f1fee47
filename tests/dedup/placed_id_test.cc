#include "dedup/placed_id.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace copydesk {
namespace {

TEST(PlacedIdTest, Golden) {
  EXPECT_EQ(FormatPlacedId({.file = 18, .offset = 0xabc, .order = 7, .id = "x:y"}),
            "00000012000000000abc0000000000000007:x:y");
}

TEST(PlacedIdTest, ComesBack) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 1000; ++i) {
    const std::string id(random() % 20, static_cast<char>(random()));
    const PlacedId placed = {
        .file = static_cast<std::uint32_t>(random()), .offset = random() >> 16, .order = random(), .id = id};
    const std::string name = FormatPlacedId(placed);
    EXPECT_EQ(ParsePlacedId(name), placed);
  }
}

TEST(PlacedIdTest, IsOrderedByPlace) {
  const auto name = [](std::uint32_t file, std::uint64_t offset, std::uint64_t order) {
    return FormatPlacedId({.file = file, .offset = offset, .order = order, .id = "z"});
  };
  EXPECT_LT(name(1, 0xffffffffff, 9), name(2, 0, 0));
  EXPECT_LT(name(1, 15, 9), name(1, 16, 0));
}

TEST(PlacedIdTest, OthersAreNone) {
  const std::string name = FormatPlacedId({.file = 1, .offset = 2, .order = 3, .id = "id"});
  EXPECT_FALSE(ParsePlacedId("").has_value());
  EXPECT_FALSE(ParsePlacedId(name.substr(1)).has_value());
  EXPECT_FALSE(ParsePlacedId("g" + name.substr(1)).has_value());
}

}  // namespace
}  // namespace copydesk
