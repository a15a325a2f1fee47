#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReportingLine, IsOfReuters) {
  EXPECT_THAT(CreditsBelow("(Reporting by Jane Doe; Editing by John Roe)"),
              ElementsAre("trailing Reuters: (Reporting by Jane Doe; Editing by John Roe)"));
  EXPECT_THAT(
      CreditsBelow("Reporting by Jane Doe; additional reporting by John Roe; editing by Ann Poe"),
      ElementsAre("trailing Reuters: Reporting by Jane Doe; additional reporting by John Roe; editing by Ann Poe"));
  EXPECT_THAT(CreditsIn(std::string(kParagraph) + " (Additional reporting by Jane Doe; Writing by John Roe)"),
              ElementsAre("trailing Reuters: (Additional reporting by Jane Doe; Writing by John Roe)"));
}

TEST(ReportingLine, OthersAreNot) {
  EXPECT_THAT(CreditsBelow("(Reporting by Jane Doe)"), IsEmpty());
  EXPECT_THAT(
      CreditsIn("The prize for reporting by Jane Doe went to a paper that had been praised for editing by all."),
      IsEmpty());
}

}  // namespace
}  // namespace copydesk
