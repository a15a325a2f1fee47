#include "sketch/block_time.h"

#include <gtest/gtest.h>

namespace copydesk {
namespace {

TEST(BlockTime, TakesTheFirstThatCanBeRead) {
  Metadata metadata{.published = "2018-07-02", .modified = "2018-07-03", .seen = "2018-07-04"};
  Block block;
  block.published = "2018-07-01";
  EXPECT_EQ(BlockTime(metadata, block), ParseTime("2018-07-01"));
  block.published = "3 hours ago";
  EXPECT_EQ(BlockTime(metadata, block), ParseTime("2018-07-02"));
  metadata.published.clear();
  EXPECT_EQ(BlockTime(metadata, block), ParseTime("2018-07-03"));
  metadata.modified = "soon";
  EXPECT_EQ(BlockTime(metadata, block), ParseTime("2018-07-04"));
  metadata.seen.clear();
  EXPECT_EQ(BlockTime(metadata, block), std::nullopt);
}

}  // namespace
}  // namespace copydesk
