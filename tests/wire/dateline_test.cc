#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Line(std::string_view dateline) { return std::string(dateline) + " " + std::string(kParagraph); }

TEST(Dateline, PlaceAgencyAndDash) {
  EXPECT_THAT(CreditsIn(Line("WASHINGTON (AP) —")), ElementsAre("dateline AP: WASHINGTON (AP) —"));
  EXPECT_THAT(CreditsIn(Line("PARIS, July 14 (Reuters) -")),
              ElementsAre("dateline Reuters: PARIS, July 14 (Reuters) -"));
  EXPECT_THAT(CreditsIn(Line("HELSINKI, July 16 (Xinhua) --")),
              ElementsAre("dateline Xinhua: HELSINKI, July 16 (Xinhua) --"));
  EXPECT_THAT(CreditsIn(Line("New Delhi [India], July 16 (ANI):")),
              ElementsAre("dateline ANI: New Delhi [India], July 16 (ANI):"));
  EXPECT_THAT(CreditsIn(Line("NEW DELHI, JULY 16 (PTI)")), ElementsAre("dateline PTI: NEW DELHI, JULY 16 (PTI)"));
  EXPECT_THAT(CreditsIn(Line("(Reuters) -")), ElementsAre("dateline Reuters: (Reuters) -"));
  EXPECT_THAT(CreditsIn(Line("WASHINGTON (The Associated Press) —")),
              ElementsAre("dateline AP: WASHINGTON (The Associated Press) —"));
  EXPECT_THAT(CreditsIn(Line("AFP -")), ElementsAre("dateline AFP: AFP -"));
}

TEST(Dateline, InOtherLanguages) {
  EXPECT_THAT(CreditsIn(Line("Berlin (dpa) –")), ElementsAre("dateline dpa: Berlin (dpa) –"));
  EXPECT_THAT(CreditsIn(Line("Washington, 16 juil. 2018 (AFP) -")),
              ElementsAre("dateline AFP: Washington, 16 juil. 2018 (AFP) -"));
  EXPECT_THAT(CreditsIn(Line("Madrid, 16 jul (EFE).-")), ElementsAre("dateline EFE: Madrid, 16 jul (EFE).-"));
  EXPECT_THAT(CreditsIn(Line("(ANSA) - ROMA, 16 LUG -")), ElementsAre("dateline ANSA: (ANSA) -"));
  EXPECT_THAT(CreditsIn(Line("МОСКВА, 14 июля — РИА Новости.")),
              ElementsAre("dateline RIA Novosti: МОСКВА, 14 июля — РИА Новости."));
  EXPECT_THAT(CreditsIn(Line("МОСКВА, 16 июля. /ТАСС/.")), ElementsAre("dateline TASS: МОСКВА, 16 июля. /ТАСС/"));
  EXPECT_THAT(CreditsIn(Line("MOSCOW, July 16. /TASS/.")), ElementsAre("dateline TASS: MOSCOW, July 16. /TASS/"));
  EXPECT_THAT(CreditsIn(Line("Москва. 16 июля. INTERFAX.RU -")),
              ElementsAre("dateline Interfax: Москва. 16 июля. INTERFAX.RU -"));
  EXPECT_THAT(CreditsIn(Line("واشنطن (أ ف ب) -")), ElementsAre("dateline AFP: واشنطن (أ ف ب) -"));
  EXPECT_THAT(CreditsIn("新华社北京7月14日电 港口星期五继续关闭，工程师正在调查坍塌的原因。"),
              ElementsAre("dateline Xinhua: 新华社北京7月14日电"));
  EXPECT_THAT(CreditsIn("（中央社記者王小明台北16日電）港口星期五繼續關閉，工程師正在調查坍塌的原因。"),
              ElementsAre("dateline CNA (Taiwan): 中央社記者王小明台北16日電"));
  EXPECT_THAT(CreditsIn("【ヘルシンキ共同】港は金曜日も閉鎖されたままで、技術者が崩落の原因を調べている。"),
              ElementsAre("dateline Kyodo: 【ヘルシンキ共同】"));
  EXPECT_THAT(CreditsIn("(서울=연합뉴스) 항구는 금요일에도 폐쇄되어 있으며 기술자들이 붕괴 원인을 조사하고 있다."),
              ElementsAre("dateline Yonhap: (서울=연합뉴스)"));
}

TEST(Dateline, SeveralAgencies) {
  EXPECT_THAT(CreditsIn(Line("Washington (dpa/AFP) -")),
              ElementsAre("dateline dpa: Washington (dpa/AFP) -", "dateline AFP: Washington (dpa/AFP) -"));
}

TEST(Dateline, BehindAHeadlineOnOneLine) {
  EXPECT_THAT(CreditsIn("Harbour stays closed By JOHN ROE HELSINKI (AP) — " + std::string(kParagraph)),
              ElementsAre("dateline AP: JOHN ROE HELSINKI (AP) —"));
}

TEST(Dateline, AmidATextOfSeveralItems) {
  EXPECT_THAT(CreditsIn(std::string(kParagraph) + "\n\n" + Line("LONDON (AFP) —") + "\n\n" + std::string(kParagraph)),
              ElementsAre("dateline AFP: LONDON (AFP) —"));
}

TEST(Dateline, NoneOfTheseIsOne) {
  EXPECT_THAT(CreditsIn("The centre-left party (PA) — the largest — won, and the harbour was closed for another day."),
              IsEmpty());
  EXPECT_THAT(CreditsIn(Line("HARRISBURG, Pa. (WTAE) —")), IsEmpty());
  EXPECT_THAT(CreditsIn(Line("PA - the county of the harbour - is closed:")), ::testing::SizeIs(1));
  EXPECT_THAT(CreditsIn("He said that a report (AP) had told it all to everybody who was there in the harbour."),
              IsEmpty());
}

}  // namespace
}  // namespace copydesk
