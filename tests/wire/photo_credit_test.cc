#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PhotoCredit, Forms) {
  EXPECT_THAT(CreditsAmid("The harbour on Monday. (AP Photo/Jane Doe)"), ElementsAre("photo AP: AP"));
  EXPECT_THAT(CreditsAmid("The harbour on Monday. REUTERS/Jane Doe"), ElementsAre("photo Reuters: REUTERS"));
  EXPECT_THAT(CreditsAmid("The harbour on Monday. Photo: AFP"), ElementsAre("photo AFP: AFP"));
  EXPECT_THAT(CreditsAmid("(Photo by Jane Doe/AFP/Getty Images)"),
              ElementsAre("photo AFP: AFP", "photo Getty Images: Getty Images"));
  EXPECT_THAT(CreditsAmid("Getty Images/AFP"), ElementsAre("photo Getty Images: Getty Images", "photo AFP: AFP"));
  EXPECT_THAT(CreditsAmid("The harbour (Jane Doe/Associated Press)"), ElementsAre("photo AP: Associated Press"));
  EXPECT_THAT(CreditsAmid("The harbour on Monday. Jane Doe, Pool via AP"), ElementsAre("photo AP: AP"));
  EXPECT_THAT(CreditsAmid("Jane Doe / Reuters"), ElementsAre("photo Reuters: Reuters"));
}

TEST(PhotoCredit, InOtherLanguages) {
  EXPECT_THAT(CreditsAmid("Der Hafen am Montag. Foto: dpa"), ElementsAre("photo dpa: dpa"));
  EXPECT_THAT(CreditsAmid("Le port lundi. Crédit photo : AFP"), ElementsAre("photo AFP: AFP"));
  EXPECT_THAT(CreditsAmid("新华社记者 王某 摄"), ElementsAre("photo Xinhua: 新华社"));
  EXPECT_THAT(CreditsAmid("图片来源：路透社"), ElementsAre("photo Reuters: 路透社"));
  EXPECT_THAT(CreditsAmid("Порт в понедельник. Фото: ТАСС"), ElementsAre("photo TASS: ТАСС"));
}

TEST(PhotoCredit, APollIsNone) {
  EXPECT_THAT(CreditsIn("A Reuters/Ipsos poll of the town found that most people wanted the harbour to stay closed."),
              ElementsAre("mention Reuters: Reuters"));
}

}  // namespace
}  // namespace copydesk
