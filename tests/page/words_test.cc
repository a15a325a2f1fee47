#include "page/words.h"

#include <gtest/gtest.h>

namespace copydesk {
namespace {

std::vector<PageWord> Split(std::string_view text) {
  return SplitWords(text, {.begin = 0, .end = static_cast<std::uint32_t>(text.size())});
}

TEST(PageWords, FlagsOfAWord) {
  const auto words = Split("“Élan,” said 40 AFP reporters.\r\nMr. X");
  ASSERT_EQ(words.size(), 7U);
  EXPECT_EQ(words[0].key, "élan");
  EXPECT_TRUE(words[0].capital);
  EXPECT_TRUE(words[0].comma);
  EXPECT_FALSE(words[1].capital);
  EXPECT_TRUE(words[2].digits && words[2].capital);
  EXPECT_TRUE(words[3].all_capitals);
  EXPECT_TRUE(words[4].ends_sentence && words[4].full_stop);
  EXPECT_FALSE(words[6].all_capitals) << "one letter";
}

TEST(PageWords, ClosingMarksAreSetAsideAtASentenceEnd) {
  for (const char* text : {"end.", "end.”", "end.)", "end.’ ", "end!", "終わり。」", "نهاية؟"}) {
    EXPECT_TRUE(EndsLikeSentence(text)) << text;
  }
  for (const char* text : {"end", "end,", "end:", "", "”", "(end)"}) EXPECT_FALSE(EndsLikeSentence(text)) << text;
}

TEST(PageWords, CountsWordsAndHalfCharacters) {
  EXPECT_EQ(CountWords("one two-three  four\nfive"), 4);
  EXPECT_EQ(CountWords("水獺一家"), 2);
  EXPECT_EQ(CountWords("Слово слово"), 2);
  EXPECT_EQ(CountWords("--- *** ."), 0);
  EXPECT_EQ(CountWords(""), 0);
}

TEST(PageWords, KeysAndWhiteSpace) {
  EXPECT_EQ(LineKey("  “Sign  Up\tNow!” "), "sign up now");
  EXPECT_EQ(LineKey("***"), "");
  EXPECT_EQ(Collapse(" a\r\n b\xc2\xa0"
                     "c "),
            "a b c");
  EXPECT_EQ(TrimRange(" \n ", {.begin = 0, .end = 3}).end, TrimRange(" \n ", {.begin = 0, .end = 3}).begin);
}

TEST(PageWords, BytesThatAreNotUtf8AreKeptApart) {
  const std::string text = "a\xff\xfe b\xc3";
  const auto words = Split(text);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].range.end, text.size());
}

}  // namespace
}  // namespace copydesk
