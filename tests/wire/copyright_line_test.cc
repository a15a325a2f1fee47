#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CopyrightLine, WithAYearOrRights) {
  EXPECT_THAT(
      CreditsBelow("Copyright 2018 The Associated Press. All rights reserved. This material may not be published."),
      ElementsAre("copyright AP: Copyright 2018 The Associated Press"));
  EXPECT_THAT(CreditsBelow("© 2018 AFP"), ElementsAre("copyright AFP: © 2018 AFP"));
  EXPECT_THAT(CreditsBelow("(c) 2018 The Associated Press"),
              ElementsAre("copyright AP: (c) 2018 The Associated Press"));
  EXPECT_THAT(CreditsBelow("© Thomson Reuters 2018. All rights reserved."),
              ElementsAre("copyright Reuters: © Thomson Reuters"));
}

TEST(CopyrightLine, OfAPhoto) {
  EXPECT_THAT(CreditsAmid("© AFP / Jane Doe"), ElementsAre("photo AFP: AFP"));
  EXPECT_THAT(CreditsAmid("© REUTERS"), ElementsAre("photo Reuters: REUTERS"));
}

TEST(CopyrightLine, OfTheOutletIsNone) {
  EXPECT_THAT(CreditsBelow("Copyright 2018 The Harbour Times. All rights reserved."), IsEmpty());
}

}  // namespace
}  // namespace copydesk
