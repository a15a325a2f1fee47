// The printed names are part of the result files: a change here breaks those who read them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/match.h"

namespace copydesk {
namespace {

TEST(Names, Roles) {
  EXPECT_EQ(BlockRoleName(BlockRole::kMain), "main");
  EXPECT_EQ(BlockRoleName(BlockRole::kRelated), "related");
  EXPECT_EQ(BlockRoleName(BlockRole::kDigestItem), "digest-item");
  EXPECT_EQ(BlockRoleName(BlockRole::kTeaser), "teaser");
  EXPECT_EQ(BlockRoleName(BlockRole::kFurniture), "furniture");
}

TEST(Names, RelationsInBothDirections) {
  const std::vector<std::pair<Relation, std::string_view>> names = {
      {Relation::kNone, "none"},         {Relation::kQuote, "quote"}, {Relation::kOverlap, "overlap"},
      {Relation::kContains, "contains"}, {Relation::kNear, "near"},   {Relation::kExact, "exact"}};
  for (const auto& [relation, name] : names) {
    EXPECT_EQ(RelationName(relation), name);
    EXPECT_EQ(RelationFromName(name), relation);
  }
  for (const std::string_view name : {"", "Near", "near ", "story"}) {
    EXPECT_EQ(RelationFromName(name), std::nullopt) << name;
  }
}

TEST(Names, Directions) {
  EXPECT_EQ(DirectionName(Direction::kNone), "");
  EXPECT_EQ(DirectionName(Direction::kAInB), "a_in_b");
  EXPECT_EQ(DirectionName(Direction::kBInA), "b_in_a");
  EXPECT_EQ(DirectionName(Direction::kMutual), "mutual");
}

}  // namespace
}  // namespace copydesk
