#include "report/html_parts.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace copydesk {
namespace {

TEST(HtmlPartsTest, TimesAreReadable) {
  EXPECT_EQ(ReadableTime("2026-03-03T13:05:00+01:00"), "2026-03-03 13:05 +01:00");
  EXPECT_EQ(ReadableTime("2026-03-03T13:05:59.123Z"), "2026-03-03 13:05 UTC");
  EXPECT_EQ(ReadableTime("2026-03-03T13:05"), "2026-03-03 13:05");
  EXPECT_EQ(ReadableTime("3 hours ago"), "3 hours ago");
  EXPECT_EQ(ReadableTime(""), "");
}

TEST(HtmlPartsTest, StoriesHaveLetters) {
  EXPECT_EQ(StoryLetters(0), "A");
  EXPECT_EQ(StoryLetters(25), "Z");
  EXPECT_EQ(StoryLetters(26), "AA");
  EXPECT_EQ(StoryLetters(26 + 26 * 26), "AAA");
}

TEST(HtmlPartsTest, BarsStayInBounds) {
  for (const double share : {-1.0, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
    HtmlWriter html;
    WriteBar(share, &html);
    EXPECT_NE(html.html().find(share > 1 ? "100 %" : "0 %"), std::string::npos) << html.html();
  }
}

TEST(HtmlPartsTest, LinesAreCutBetweenCharacters) {
  EXPECT_EQ(Shortened("abc", 3), "abc");
  EXPECT_EQ(Shortened("aüb", 2), "a…");
}

}  // namespace
}  // namespace copydesk
