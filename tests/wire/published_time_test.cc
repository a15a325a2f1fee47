#include <gtest/gtest.h>

#include "copydesk/audit.h"

namespace copydesk {
namespace {

TEST(FindPublishedTime, ADateIsADay) {
  const PublishedTime day = FindPublishedTime({.published = "1970-01-02"}, {}).value();
  EXPECT_EQ(day, (PublishedTime{.earliest = 86400, .latest = 2 * 86400 - 1}));
  EXPECT_EQ(FindPublishedTime({.published = "19700102"}, {}), day);
  const PublishedTime noon = FindPublishedTime({.published = "1970-01-02T12:00:00Z"}, {}).value();
  EXPECT_TRUE(noon.IsExact());
  EXPECT_FALSE(IsBefore(day, noon));
  EXPECT_FALSE(IsBefore(noon, day));
  EXPECT_TRUE(IsBefore(noon, FindPublishedTime({.published = "1970-01-03"}, {}).value()));
  EXPECT_TRUE(FindPublishedTime({.published = "Fri, 2 Jan 1970 01:00 +0000"}, {}).value().IsExact());
}

TEST(FindPublishedTime, TheBlocksOwnComesFirst) {
  EXPECT_EQ(FindPublishedTime({.published = "1971-01-01"}, {.published = "1970-01-01T00:00:10Z"}).value().earliest, 10);
  EXPECT_EQ(FindPublishedTime({.published = "1970-01-01T00:00:10Z"}, {.published = "3 hours ago"}).value().earliest,
            10);
}

TEST(FindPublishedTime, NeverSeenNorModified) {
  EXPECT_FALSE(FindPublishedTime({.modified = "1970-01-02", .seen = "1970-01-02T12:00:00Z"}, {}).has_value());
}

}  // namespace
}  // namespace copydesk
