#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Mention, Forms) {
  EXPECT_THAT(CreditsIn("The mayor told Reuters that the harbour, which was closed on Monday, would open on Friday."),
              ElementsAre("mention Reuters: Reuters"));
  EXPECT_THAT(CreditsIn("According to the AP, the harbour, which was closed on Monday, would open again on Friday."),
              ElementsAre("mention AP: AP"));
  EXPECT_THAT(CreditsIn("The harbour would open on Friday, the Interfax news agency quoted the mayor as saying there."),
              ElementsAre("mention Interfax: Interfax"));
  EXPECT_THAT(
      CreditsIn("Об этом сообщает РИА Новости со ссылкой на администрацию порта, закрытого в понедельник утром."),
      ElementsAre("mention RIA Novosti: РИА Новости"));
  EXPECT_THAT(CreditsIn("据新华社报道，港口星期五继续关闭，工程师正在调查坍塌的原因，市长表示将于下周重新开放。"),
              ElementsAre("mention Xinhua: 新华社"));
}

TEST(Mention, OtherMeaningsAreNone) {
  EXPECT_THAT(CreditsIn("The PA and CP of the ship, an app and the TAP were closed when the harbour was on Friday."),
              IsEmpty());
  EXPECT_THAT(CreditsIn("See reuters.com or @AP or #AFP or jane@afp.com for more about the harbour and its closure."),
              IsEmpty());
  EXPECT_THAT(CreditsIn("An AP-NORC poll of agencies found that most people wanted the harbour to stay closed then."),
              IsEmpty());
}

}  // namespace
}  // namespace copydesk
