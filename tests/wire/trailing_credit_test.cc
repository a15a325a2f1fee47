#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TrailingCredit, AtTheEndOfTheLastLine) {
  const std::string text(kParagraph);
  EXPECT_THAT(CreditsIn(text + " (ANI)"), ElementsAre("trailing ANI: (ANI)"));
  EXPECT_THAT(CreditsIn(text + " REUTERS"), ElementsAre("trailing Reuters: REUTERS"));
  EXPECT_THAT(CreditsIn(text + " AFP"), ElementsAre("trailing AFP: AFP"));
  EXPECT_THAT(CreditsIn(text + " - AFP"), ElementsAre("trailing AFP: - AFP"));
  EXPECT_THAT(CreditsIn(text + " — Reuters"), ElementsAre("trailing Reuters: — Reuters"));
  EXPECT_THAT(CreditsIn(text + " AFP/mn"), ElementsAre("trailing AFP: AFP/mn"));
}

TEST(TrailingCredit, OnALineBelow) {
  EXPECT_THAT(CreditsBelow("(dpa/afp)"), ElementsAre("trailing dpa: (dpa/afp)", "trailing AFP: (dpa/afp)"));
  EXPECT_THAT(CreditsBelow("— AFP"), ElementsAre("trailing AFP: — AFP"));
  EXPECT_THAT(CreditsBelow("(ANSA)"), ElementsAre("trailing ANSA: (ANSA)"));
  EXPECT_THAT(CreditsBelow("AFP/mn"), ElementsAre("trailing AFP: AFP/mn"));
  EXPECT_THAT(CreditsBelow("（新华社）"), ElementsAre("trailing Xinhua: （新华社）"));
  EXPECT_THAT(CreditsBelow("(MAP)"), ElementsAre("trailing MAP: (MAP)"));
}

TEST(TrailingCredit, CaptionsAndSentencesHaveNone) {
  EXPECT_THAT(CreditsAmid("The harbour on Monday. (AP)"), ElementsAre("photo AP: AP"));
  EXPECT_THAT(CreditsIn(std::string(kParagraph) + " It was told to AP."), ElementsAre("mention AP: AP"));
  EXPECT_THAT(CreditsIn(std::string(kParagraph) + " He lives in Pittsburgh, PA"), IsEmpty());
  EXPECT_THAT(CreditsIn(std::string(kParagraph) + " They play the newest version of the game. UNI"), IsEmpty());
}

}  // namespace
}  // namespace copydesk
