#include "base/printed_time.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_format.h"

namespace copydesk {
namespace {

constexpr std::int64_t kNine = 1531731600;  // 2018-07-16T09:00:00Z

TEST(ParseTime, ReadsIso8601) {
  for (const char* text : {"2018-07-16T09:00:00Z", "2018-07-16T09:00Z", "2018-07-16 09:00", "2018-07-16t09:00:00z",
                           "2018-07-16T11:00:00+02:00", "2018-07-16T11:00:00+0200", "2018-07-16T11:00:00+02",
                           "2018-07-16T04:30:00-04:30", "2018-07-16T09:00:00.999Z", "2018-07-16T09:00:00,5Z",
                           "20180716T090000Z", "20180716T0900", "2018-07-16 09:00:00 +00:00", "2018-07-16 09:00 Z"}) {
    EXPECT_EQ(ParseTime(text), kNine) << text;
  }
  EXPECT_EQ(ParseTime("2018-07-16"), kNine - 32400);
  EXPECT_EQ(ParseTime("20180716"), kNine - 32400);
  EXPECT_EQ(ParseTime("2016-12-31T23:59:60Z"), ParseTime("2017-01-01T00:00:00Z"));
  EXPECT_EQ(ParseTime("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(ParseTime("1969-12-31"), -86400);
  EXPECT_EQ(ParseTime("2020-02-29"), 1582934400);
}

TEST(ParseTime, ReadsRfc2822) {
  for (const char* text :
       {"Mon, 16 Jul 2018 09:00:00 +0000", "16 Jul 2018 09:00:00 GMT", "Mon, 16 Jul 2018 11:00 +0200",
        "mon, 16 jul 2018 09:00:00 UT", "Mon,16 Jul 2018 09:00:00 Z", "16 JUL 2018 09:00"}) {
    EXPECT_EQ(ParseTime(text), kNine) << text;
  }
  EXPECT_EQ(ParseTime("6 Jul 2018 09:00"), kNine - 864000);
}

TEST(ParseTime, RefusesEverythingElse) {
  for (const char* text : {"",
                           " ",
                           "yesterday",
                           "3 hours ago",
                           "2018",
                           "2018-07",
                           "2018-7-16",
                           "2018-13-01",
                           "2018-02-29",
                           "2018-00-10",
                           "2018-07-16T",
                           "2018-07-16T9:00",
                           "2018-07-16T24:00",
                           "2018-07-16T09:60",
                           "2018-07-16T09:00:61",
                           "2018-07-16T09:00:00.Z",
                           "2018-07-16T09:00:00ZZ",
                           "2018-07-16T09:00:00+",
                           "2018-07-16T09:00:00+2",
                           "2018-07-16T09:00:00+02:0",
                           "2018-07-16T09:00:00+24:00",
                           "2018-07-16T09:00:00 UTC+2",
                           "2018/07/16",
                           "16.07.2018",
                           "07/16/2018",
                           "0000-01-01",
                           "20180716090000",
                           "1531731600",
                           "2018-0716",
                           "x2018-07-16",
                           "2018-07-16x",
                           "Foo, 16 Jul 2018 09:00",
                           "Mon 16 Jul 2018 09:00",
                           "16 July 2018 09:00",
                           "16 Jul 18 09:00",
                           "16 Jul 2018",
                           "32 Jul 2018 09:00",
                           "16 Jul 2018 09:00 PST8",
                           "16 Jul 2018 09:00 +02:00",
                           "16 Jul 2018 09:0"}) {
    EXPECT_EQ(ParseTime(text), std::nullopt) << text;
  }
}

// The calendar of another implementation: days counted one by one.
TEST(ParseTime, EveryDayFollowsTheOneBefore) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int64_t expected = *ParseTime("1896-01-01");
  for (int year = 1896; year < 2105; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      const int days = kDays[month - 1] + (leap && month == 2 ? 1 : 0);
      for (int day = 1; day <= days + 1; ++day) {
        const std::string text = absl::StrFormat("%04d-%02d-%02d", year, month, day);
        if (day > days) {
          ASSERT_EQ(ParseTime(text), std::nullopt) << text;
        } else {
          ASSERT_EQ(ParseTime(text), expected) << text;
          expected += 86400;
        }
      }
    }
  }
}

TEST(ParseTime, AnyBytesAreReadOrRefused) {
  std::mt19937_64 random(4);
  const std::string original = "Mon, 16 Jul 2018 11:00:00 +0200";
  for (int i = 0; i < 20000; ++i) {
    std::string text = original.substr(0, random() % (original.size() + 1));
    if (!text.empty()) text[random() % text.size()] = static_cast<char>(random());
    const auto time = ParseTime(text);
    if (time.has_value()) {
      ASSERT_LT(*time, std::int64_t{1} << 40);
    }
  }
}

}  // namespace
}  // namespace copydesk
