#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Byline, NamesAfterBy) {
  EXPECT_THAT(CreditsAbove("By Jane Doe, Associated Press"), ElementsAre("byline AP: By Jane Doe, Associated Press"));
  EXPECT_THAT(CreditsAbove("By JANE DOE and JOHN ROE Associated Press"),
              ElementsAre("byline AP: By JANE DOE and JOHN ROE Associated Press"));
  EXPECT_THAT(CreditsAbove("By our science desk and Reuters"),
              ElementsAre("byline Reuters: By our science desk and Reuters"));
  EXPECT_THAT(CreditsAbove("By Reuters"), ElementsAre("byline Reuters: By Reuters"));
  EXPECT_THAT(CreditsAbove("By Jane Doe | AP July 16, 2018"), ElementsAre("byline AP: By Jane Doe | AP"));
  EXPECT_THAT(CreditsAbove("By The Associated Press"), ElementsAre("byline AP: By The Associated Press"));
  EXPECT_THAT(CreditsAbove("From wire reports"), ElementsAre("byline : From wire reports"));
}

TEST(Byline, InOtherLanguages) {
  EXPECT_THAT(CreditsAbove("Von Jana Muster, dpa"), ::testing::SizeIs(1));
  EXPECT_THAT(CreditsAbove("Par AFP"), ElementsAre("byline AFP: Par AFP"));
  EXPECT_THAT(CreditsAbove("Por EFE"), ElementsAre("byline EFE: Por EFE"));
}

TEST(Byline, InATextWithoutLineEnds) {
  EXPECT_THAT(CreditsIn("Harbour stays closed By JANE DOE Associated Press HELSINKI (AP) — " + std::string(kParagraph)),
              ElementsAre("byline AP: By JANE DOE Associated Press", "dateline AP: HELSINKI (AP) —"));
}

TEST(Byline, ASentenceIsNone) {
  EXPECT_THAT(CreditsIn("A report by Reuters said on Friday that the harbour would stay closed for another week."),
              ElementsAre("mention Reuters: Reuters"));
  EXPECT_THAT(CreditsIn("By Reuters' count, forty ships were waiting outside the harbour when Friday came to an end."),
              ElementsAre("mention Reuters: Reuters"));
}

}  // namespace
}  // namespace copydesk
