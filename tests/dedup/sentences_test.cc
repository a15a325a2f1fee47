#include "dedup/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/utf8_reader.h"
#include "dedup/random_corpus.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Sentences(std::string_view text) {
  std::vector<std::string> sentences;
  for (const TextRange range : FindSentences(text)) {
    sentences.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return sentences;
}

TEST(Sentences, EndWithTheirSigns) {
  EXPECT_THAT(Sentences(" One goes. Two? \"Three!\" (Four.) Five… Six... „Nein!“ Seven "),
              ElementsAre("One goes.", "Two?", "\"Three!\"", "(Four.)", "Five…", "Six...", "„Nein!“", "Seven"));
}

TEST(Sentences, ChineseNeedsNoSpace) {
  EXPECT_THAT(Sentences("雨水。“点击！”阅读？全文"), ElementsAre("雨水。", "“点击！”", "阅读？", "全文"));
}

TEST(Sentences, AFullStopInsideASentenceEndsNone) {
  EXPECT_THAT(
      Sentences("The U.S. and Mr. Smith paid 3.50 in St. Ives. Then approx. nothing came. It was example.org now."),
      ElementsAre("The U.S. and Mr. Smith paid 3.50 in St. Ives.", "Then approx. nothing came.",
                  "It was example.org now."));
}

TEST(Sentences, LinesAreSentencesUnlessTheTextIsHardWrapped) {
  EXPECT_THAT(Sentences("A heading\nA line that goes on. And another\r\n\r\nThe end"),
              ElementsAre("A heading", "A line that goes on.", "And another", "The end"));
  EXPECT_THAT(
      Sentences("This line is as long as the\nnext one of this text that\nis wrapped by hand. It has\nfour lines "
                "of equal length"),
      ElementsAre("This line is as long as the\nnext one of this text that\nis wrapped by hand.",
                  "It has\nfour lines of equal length"));
}

TEST(Sentences, OfNothingAreNone) {
  EXPECT_TRUE(Sentences("").empty());
  EXPECT_TRUE(Sentences(" \n\t ").empty());
  EXPECT_THAT(Sentences("."), ElementsAre("."));
}

// Everything but white space is in one; none begins or ends with white space or inside a character.
TEST(Sentences, ArePartsOfAnyText) {
  std::mt19937_64 random(20260801);
  constexpr std::string_view kPieces[] = {".",  "!", "?",  " ",  "\n", "\r\n", "。",   "…",    "\"",   "”",    "a",
                                          "Ab", "é", "雨", "\t", "x",  "\xe3", "\x80", "\xff", "....", "。。", ")"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = RandomBelow(random, 40); i > 0; --i) text += kPieces[RandomBelow(random, std::size(kPieces))];
    std::vector<bool> is_border(text.size() + 1, false);
    for (std::size_t at = 0; at < text.size();) {
      is_border[at] = true;
      char32_t unused = 0;
      at += ReadUtf8(text, at, &unused);
    }
    is_border[text.size()] = true;
    const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    std::size_t at = 0;
    for (const TextRange sentence : FindSentences(text)) {
      ASSERT_LT(sentence.begin, sentence.end) << text;
      for (; at < sentence.begin; ++at) ASSERT_TRUE(is_space(text[at])) << text;
      ASSERT_EQ(at, sentence.begin) << text;
      ASSERT_FALSE(is_space(text[sentence.begin]) || is_space(text[sentence.end - 1])) << text;
      ASSERT_TRUE(is_border[sentence.begin] && is_border[sentence.end]) << text;
      at = sentence.end;
    }
    for (; at < text.size(); ++at) ASSERT_TRUE(is_space(text[at])) << text;
  }
}

// Signs without an end were looked at once for each of them.
TEST(Sentences, OfMillionsOfSignsTakeLinearTime) {
  const std::string stops(20'000'000, '.');
  EXPECT_EQ(FindSentences(stops + "x").size(), 1u);
  std::string spaced;
  for (int i = 0; i < 2'000'000; ++i) spaced += "X. ";
  EXPECT_EQ(FindSentences(spaced).size(), 1u);
}

}  // namespace
}  // namespace copydesk
