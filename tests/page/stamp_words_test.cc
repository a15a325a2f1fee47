#include "page/stamp_words.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace copydesk {
namespace {

TEST(StampWords, EveryBeginningOfAnAgeBeginsOne) {
  for (const std::string_view age : {"#hoursago", "#dago", "voreinerstunde", "vor#stunden", "#小时前", "ilya#heures",
                                     "hace#horas", "#godzintemu", "now", "justnow", "az"}) {
    if (!IsAgePattern(age)) continue;
    for (std::size_t size = 0; size <= age.size(); ++size) {
      EXPECT_TRUE(BeginsAgePattern(age.substr(0, size))) << age << " " << size;
    }
    EXPECT_FALSE(BeginsAgePattern(std::string(age) + "\x01")) << age;
  }
  EXPECT_TRUE(IsAgePattern("#hoursago"));
  EXPECT_TRUE(IsAgePattern("hace#horas"));
  for (const std::string_view word : {"bridge", "#bridges", "##", "zzz", "\xff"}) {
    EXPECT_FALSE(BeginsAgePattern(word)) << word;
  }
}

TEST(StampWords, EveryWordOfADateMayBeOne) {
  for (const std::string_view word : {"march", "märz", "марта", "monday", "montag", "today", "yesterday", "gestern",
                                      "h", "à", "at", "o'clock", "明天", "م", "gmt", "昨天"}) {
    const bool is_one = IsDayWord(word) || IsWeekday(word) || IsDateGlue(word) || MonthNumber(word).has_value();
    EXPECT_TRUE(!is_one || MayBeDateWord(word)) << word;
  }
  EXPECT_TRUE(MonthNumber("march").has_value());
  EXPECT_TRUE(IsDateGlue("h"));
  EXPECT_FALSE(MayBeDateWord(""));
  EXPECT_FALSE(MayBeDateWord("bridge"));
}

}  // namespace
}  // namespace copydesk
