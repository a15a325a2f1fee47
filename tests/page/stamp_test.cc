#include "page/stamp.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

struct Case {
  const char* line;
  const char* age;
  const char* published;
  const char* source;
};

class StampTest : public testing::TestWithParam<Case> {};

TEST_P(StampTest, IsFound) {
  const auto stamp = FindStamp(GetParam().line);
  ASSERT_TRUE(stamp.has_value());
  EXPECT_EQ(stamp->age, GetParam().age);
  EXPECT_EQ(stamp->published, GetParam().published);
  EXPECT_EQ(stamp->source, GetParam().source);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, StampTest,
    testing::Values(
        Case{"19 minutes ago", "19 minutes ago", "", ""}, Case{"an hour ago", "an hour ago", "", ""},
        Case{"vor einer Stunde", "vor einer Stunde", "", ""}, Case{"il y a 2 heures", "il y a 2 heures", "", ""},
        Case{"hace 3 horas", "hace 3 horas", "", ""}, Case{"2小时前", "2小时前", "", ""},
        Case{"قبل ساعتين", "قبل ساعتين", "", ""}, Case{"5 घंटे पहले", "5 घंटे पहले", "", ""},
        Case{"Заречные ведомости · 2 часа назад", "2 часа назад", "", "Заречные ведомости"},
        Case{"вчера, 18:40", "вчера, 18:40", "", ""}, Case{"来源：城南新报　2小时前", "2小时前", "", "城南新报"},
        Case{"澜汀晚报　2026年3月24日　09:10", "2026年3月24日 09:10", "2026-03-24T09:10", "澜汀晚报"},
        Case{"12. März 2026, 14:05 Uhr | Küstenkurier", "12. März 2026, 14:05 Uhr", "2026-03-12T14:05", "Küstenkurier"},
        Case{"12. März 2026, 16:40 Uhr | Von Jane Doe", "12. März 2026, 16:40 Uhr", "2026-03-12T16:40", ""},
        Case{"La Gazette -- 14 avril 2026 à 12 h 10", "14 avril 2026 à 12 h 10", "2026-04-14T12:10", "La Gazette"},
        Case{"Publié le 14 avril 2026", "14 avril 2026", "2026-04-14", ""},
        Case{"Monday, 16 July 2018 06:16 AM", "Monday, 16 July 2018 06:16 AM", "2018-07-16T06:16", ""},
        Case{"November 9, 2016 | 3:45 PM ET", "November 9, 2016 3:45 PM ET", "2016-11-09T15:45", ""},
        Case{"08 Nov 2016 | 7:51 AM", "08 Nov 2016 7:51 AM", "2016-11-08T07:51", ""},
        Case{"Nov 9, 2016 12:05 a.m. ET", "Nov 9, 2016 12:05 a.m. ET", "2016-11-09T00:05", ""},
        Case{"Nov 9, 2016 12:05 PM", "Nov 9, 2016 12:05 PM", "2016-11-09T12:05", ""},
        Case{"Nov. 7, 2016, 5:29 p.m.", "Nov. 7, 2016, 5:29 p.m.", "2016-11-07T17:29", ""},
        Case{"9 November 2016 at 5:29pm", "9 November 2016 at 5:29pm", "2016-11-09T17:29", ""},
        Case{"On | November 9, 6:23 PM", "November 9, 6:23 PM", "", ""},
        Case{"7 | Photos | November 9, 4:01 PM", "November 9, 4:01 PM", "", ""},
        Case{"November 9, 4:01 PM | 7 | Photos", "November 9, 4:01 PM", "", ""},
        Case{"Quayside Today | Nov. 7, 2016", "Nov. 7, 2016", "2016-11-07", "Quayside Today"},
        Case{"July 15, 2018", "July 15, 2018", "2018-07-15", ""}, Case{"2026-04-03", "2026-04-03", "2026-04-03", ""},
        Case{"3.4.2026", "3.4.2026", "2026-04-03", ""}, Case{"25/12/2025", "25/12/2025", "2025-12-25", ""}));

TEST(StampTest, AnAmbiguousDateHasNoDay) {
  const auto stamp = FindStamp("3/4/2026");
  ASSERT_TRUE(stamp.has_value());
  EXPECT_EQ(stamp->published, "2026");
}

TEST(StampTest, SentencesAndTitlesAreNone) {
  for (const char* line :
       {"", "World News", "Five stories you might have missed, Aug 7, 2025", "The fair opens on 3 April 2026.",
        "Before the kettle boils: five stories from the night, March 26", "He left two days ago, the police said.",
        "Port Elder, Friday 10 April 2026. High water 11.42", "May we come in?", "40", "2018", "12:30 and counting",
        "Three people", "Sat by the river"}) {
    EXPECT_FALSE(FindStamp(line).has_value()) << line;
  }
}

TEST(StampTest, HostileLines) {
  EXPECT_FALSE(FindStamp(std::string(100'000, '1')).has_value());
  for (const std::string& line : {std::string(199, '|'), std::string(199, '9'), std::string("\xff\xfe ago\0x", 8),
                                  std::string("99999999999 99999999999 May")}) {
    (void)FindStamp(line);  // whatever it is, it ends
  }
}

}  // namespace
}  // namespace copydesk
