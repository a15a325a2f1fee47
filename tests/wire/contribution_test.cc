#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Contribution, OwnSentence) {
  EXPECT_THAT(CreditsBelow("With files from The Canadian Press"),
              ElementsAre("contribution CP: With files from The Canadian Press"));
  EXPECT_THAT(CreditsBelow("The Associated Press contributed to this report."),
              ElementsAre("contribution AP: The Associated Press contributed to this report."));
  EXPECT_THAT(
      CreditsBelow("Associated Press writers Jane Doe in Oslo and John Roe in Rome contributed to this report."),
      ElementsAre("contribution AP: Associated Press writers Jane Doe in Oslo and John Roe in Rome contributed "
                  "to this report."));
  EXPECT_THAT(CreditsBelow("Reuters and AFP contributed to this report"),
              ElementsAre("contribution Reuters: Reuters and AFP contributed to this report",
                          "contribution AFP: Reuters and AFP contributed to this report"));
  EXPECT_THAT(CreditsBelow("This report includes information from the Associated Press."), ::testing::SizeIs(1));
}

TEST(Contribution, AfterTheLastSentenceOfALine) {
  const std::string text = std::string(kParagraph) + " Reuters contributed to this report.";
  EXPECT_THAT(CreditsIn(text), ElementsAre("contribution Reuters: Reuters contributed to this report."));
}

TEST(Contribution, NamesNoAgency) {
  EXPECT_THAT(CreditsBelow("(With agency inputs)"), ElementsAre("contribution : (With agency inputs)"));
  EXPECT_THAT(CreditsBelow("With inputs from agencies"), ElementsAre("contribution : With inputs from agencies"));
}

TEST(Contribution, InOtherLanguages) {
  EXPECT_THAT(CreditsBelow("(avec AFP)"), ElementsAre("contribution AFP: (avec AFP)"));
  EXPECT_THAT(CreditsBelow("Jane Doe avec AFP"), ElementsAre("contribution AFP: Jane Doe avec AFP"));
  EXPECT_THAT(CreditsBelow("Mit Material von dpa"), ElementsAre("contribution dpa: Mit Material von dpa"));
  EXPECT_THAT(CreditsBelow("Con información de EFE"), ElementsAre("contribution EFE: Con información de EFE"));
  EXPECT_THAT(CreditsBelow("С использованием материалов ТАСС"),
              ElementsAre("contribution TASS: С использованием материалов ТАСС"));
}

TEST(Contribution, WhatOthersContributedIsNone) {
  EXPECT_THAT(
      CreditsIn("Critics said that the dam contributed to the flood. Reuters reported that it had been closed."),
      ElementsAre("mention Reuters: Reuters"));
}

}  // namespace
}  // namespace copydesk
