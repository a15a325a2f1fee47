#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LabelLine, AboveTheTextAByline) {
  EXPECT_THAT(CreditsAbove("Reuters"), ElementsAre("byline Reuters: Reuters"));
  EXPECT_THAT(CreditsAbove("AFP | July 16, 2018"), ElementsAre("byline AFP: AFP | July 16, 2018"));
  EXPECT_THAT(CreditsAbove("Jane Doe, Associated Press"), ElementsAre("byline AP: Jane Doe, Associated Press"));
  EXPECT_THAT(CreditsAbove("Reuters, New York"), ElementsAre("byline Reuters: Reuters, New York"));
  EXPECT_THAT(CreditsAbove("Provided by AFP"), ElementsAre("byline AFP: Provided by AFP"));
  EXPECT_THAT(CreditsAbove("Reuters Staff"), ElementsAre("byline Reuters: Reuters Staff"));
  EXPECT_THAT(CreditsAbove("来源：新华社"), ElementsAre("byline Xinhua: 来源：新华社"));
}

TEST(LabelLine, BelowTheTextATrailingCredit) {
  EXPECT_THAT(CreditsBelow("Source: Reuters"), ElementsAre("trailing Reuters: Source: Reuters"));
  EXPECT_THAT(CreditsBelow("Supplied by Reuters."), ElementsAre("trailing Reuters: Supplied by Reuters."));
  EXPECT_THAT(CreditsBelow("По сообщению РИА Новости"), ElementsAre("trailing RIA Novosti: По сообщению РИА Новости"));
  EXPECT_THAT(CreditsBelow("Photos courtesy of Reuters"), ElementsAre("photo Reuters: Reuters"));
  EXPECT_THAT(CreditsBelow("Quelle: dpa"), ElementsAre("trailing dpa: Quelle: dpa"));
  EXPECT_THAT(CreditsBelow("AFP"), ElementsAre("trailing AFP: AFP"));
  EXPECT_THAT(CreditsBelow("Agencies"), ElementsAre("trailing : Agencies"));
}

TEST(LabelLine, AmidTheTextAPhoto) { EXPECT_THAT(CreditsAmid("AFP"), ElementsAre("photo AFP: AFP")); }

TEST(LabelLine, HeadlinesAreNone) {
  EXPECT_THAT(CreditsAbove("Harbour to open on Monday: Reuters"), ElementsAre("mention Reuters: Reuters"));
  EXPECT_THAT(CreditsAbove("Harbour to open on Monday - Interfax"), ElementsAre("mention Interfax: Interfax"));
  EXPECT_THAT(CreditsAbove("Reuters, which opened in 1851"), ElementsAre("mention Reuters: Reuters"));
  EXPECT_THAT(CreditsAbove("MAP"), IsEmpty());
}

}  // namespace
}  // namespace copydesk
