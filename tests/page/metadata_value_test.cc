#include "page/metadata_value.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/printed_time.h"
#include "base/utf8.h"
#include "base/utf8_reader.h"

namespace copydesk {
namespace {

TEST(MetadataValue, Cleans) {
  EXPECT_EQ(CleanValue("  a\n\tb\xc2\xa0 c\x07"
                       "d ",
                       100),
            "a b c d");
  EXPECT_EQ(CleanValue("x\xffy", 100), "x\xef\xbf\xbdy");
  EXPECT_EQ(CleanValue("a\xe2\x80\xae"
                       "b\xef\xbb\xbf",
                       100),
            "a b")
      << "no marks that turn the direction";
  EXPECT_EQ(CleanValue("éé", 3), "é") << "cut between characters";
  EXPECT_EQ(CleanValue("ab cd", 3), "ab");
  EXPECT_EQ(CleanEncodedValue("Q&amp;A &#8212; &#x4e2d; &eacute; &nope; &amp;lt; & &#0; &#xD800; &", 100),
            "Q&A — 中 é &nope; &lt; & &#0; &#xD800; &");
}

TEST(MetadataValue, AnyBytesBecomeBoundedUtf8) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 5000; ++i) {
    std::string bytes;
    for (std::size_t n = random() % 60; n > 0; --n) bytes += static_cast<char>(random() % 3 == 0 ? '&' : random());
    for (const std::string& value : {CleanValue(bytes, 16), CleanEncodedValue(bytes, 16)}) {
      EXPECT_LE(value.size(), 16U);
      EXPECT_TRUE(IsUtf8(value));
      EXPECT_EQ(CleanValue(value, 16), value) << "clean once is clean";
    }
    const std::string time = IsoOfPrinted(bytes);
    EXPECT_TRUE(time.empty() || ParseTime(time).has_value()) << time;
  }
}

TEST(MetadataValue, Times) {
  for (const auto& [printed, iso] :
       std::vector<std::pair<std::string, std::string>>{{"2016-11-07T12:30:00-05:00", "2016-11-07T12:30:00-05:00"},
                                                        {" 2016-11-07 12:30 ", "2016-11-07T12:30"},
                                                        {"2016-11-07 12:30:05 +0100", "2016-11-07T12:30:05+0100"},
                                                        {"2016-11-07", "2016-11-07"},
                                                        {"20161107", "2016-11-07"},
                                                        {"20161107164917", "2016-11-07T16:49:17"},
                                                        {"20161107T164917Z", "2016-11-07T164917Z"},
                                                        {"Mon, 07 Nov 2016 12:30:00 +0100", "2016-11-07T11:30:00Z"},
                                                        {"1478523600", "2016-11-07T13:00:00Z"},
                                                        {"1478523600000", "2016-11-07T13:00:00Z"},
                                                        {"November 7, 2016", "2016-11-07"},
                                                        {"7 November 2016, 14:05", "2016-11-07"},
                                                        {"20161399", ""},
                                                        {"20161399000000", ""},
                                                        {"3 hours ago", ""},
                                                        {"1234", ""},
                                                        {"soon", ""},
                                                        {"", ""}}) {
    EXPECT_EQ(IsoOfPrinted(printed), iso) << printed;
    EXPECT_TRUE(iso.empty() || ParseTime(iso).has_value()) << iso;
  }
}

TEST(MetadataValue, LanguagesAndAuthors) {
  EXPECT_EQ(LanguageTag("en_US"), "en-US");
  EXPECT_EQ(LanguageTag("ZH-Hant-TW"), "zh-Hant-TW");
  for (const std::string text : {"", "e", "english", "en-", "e1", "en-US,de", "<en>", "en us"}) {
    EXPECT_EQ(LanguageTag(text), "") << text;
  }
  EXPECT_EQ(AuthorName("By JANE DOE and JOHN ROE"), "JANE DOE and JOHN ROE");
  EXPECT_EQ(AuthorName("Byron Roe"), "Byron Roe");
  for (const std::string text : {"", "https://x.example/jane", "@jane", "By ", "--"}) EXPECT_EQ(AuthorName(text), "");
}

}  // namespace
}  // namespace copydesk
