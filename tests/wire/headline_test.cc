#include <gtest/gtest.h>

#include "copydesk/audit.h"

namespace copydesk {
namespace {

TEST(CompareHeadlines, Changes) {
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "FERRY drifts, all night"), HeadlineChange::kKept);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night with 212 on board", "Ferry drifts all night"),
            HeadlineChange::kShortened);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "Watch: Ferry drifts all night"), HeadlineChange::kExtended);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "A night of fear at sea"), HeadlineChange::kRewritten);
  EXPECT_EQ(CompareHeadlines("", "A night of fear at sea"), HeadlineChange::kUnknown);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", " | "), HeadlineChange::kUnknown);
}

TEST(CompareHeadlines, TheSiteIsNoPartOfIt) {
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "Ferry drifts all night | Tolvane Post"), HeadlineChange::kKept);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "Ferry drifts all night - Tolvane Post", "", "tolvanepost.test"),
            HeadlineChange::kKept);
  EXPECT_EQ(CompareHeadlines("Ferry drifts all night", "Ferry drifts all night - two hurt", "", "Tolvane Post"),
            HeadlineChange::kExtended);
  EXPECT_EQ(HeadlineChangeName(HeadlineChange::kShortened), "shortened");
}

}  // namespace
}  // namespace copydesk
