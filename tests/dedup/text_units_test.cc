#include "dedup/text_units.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dedup/sentences.h"

namespace copydesk {
namespace {

// What is left of a text without these sentences, given as groups.
std::string Cut(const std::string& text, const std::vector<UnitRange>& groups) {
  const std::vector<TextUnit> units = MakeUnits(FindSentences(text), Tokenize(text));
  const std::vector<TextRange> cuts = BytesToCut(text, units, groups);
  EXPECT_EQ(cuts.size(), groups.size());
  std::string left;
  std::size_t at = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    EXPECT_LE(at, cuts[i].begin);
    EXPECT_LE(cuts[i].begin, units[groups[i].first].bytes.begin);
    EXPECT_GE(cuts[i].end, units[groups[i].last].bytes.end);
    left += text.substr(at, cuts[i].begin - at);
    at = cuts[i].end;
  }
  return left + text.substr(at);
}

TEST(BytesToCut, LeavesOneGap) {
  const std::string text = "One is. Two is.  Three is. Four is.\n";
  EXPECT_EQ(Cut(text, {{1, 1}}), "One is. Three is. Four is.\n");
  EXPECT_EQ(Cut(text, {{1, 2}}), "One is. Four is.\n");
  EXPECT_EQ(Cut(text, {{0, 0}}), "Two is.  Three is. Four is.\n");
  EXPECT_EQ(Cut(text, {{3, 3}}), "One is. Two is.  Three is.\n");
  EXPECT_EQ(Cut(text, {{0, 0}, {2, 2}}), "Two is.  Four is.\n");
}

TEST(BytesToCut, ParagraphsStayApart) {
  const std::string text = "One is. Two is.\n\nThree is. Four is.\n\nFive is.";
  EXPECT_EQ(Cut(text, {{1, 1}}), "One is.\n\nThree is. Four is.\n\nFive is.");
  EXPECT_EQ(Cut(text, {{2, 2}}), "One is. Two is.\n\nFour is.\n\nFive is.");
  EXPECT_EQ(Cut(text, {{2, 3}}), "One is. Two is.\n\nFive is.");
  EXPECT_EQ(Cut(text, {{1, 3}}), "One is.\n\nFive is.");
}

TEST(BytesToCut, GroupsThatTouchAreOneCut) {
  const std::string text = "One is. Two is. Three is.\n\nFour is.";
  EXPECT_EQ(Cut(text, {{1, 1}, {2, 2}}), "One is.\n\nFour is.");
  EXPECT_EQ(Cut(text, {{0, 0}, {1, 2}}), "Four is.");
}

TEST(BytesToCut, NothingIsLeftOfAWholeText) {
  EXPECT_EQ(Cut("\n One is. Two is. \n", {{0, 1}}), "");
  EXPECT_EQ(Cut("\n One is. Two is. \n", {{0, 0}, {1, 1}}), "");
}

TEST(MakeUnits, ABigramOverAFullStopIsInNeitherSentence) {
  const std::string text = "雨水。点击";
  const Tokens tokens = Tokenize(text);
  ASSERT_EQ(tokens.size(), 3u);
  const std::vector<TextUnit> units = MakeUnits(FindSentences(text), tokens);
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[0].tokens, (TokenRange{0, 1}));
  EXPECT_EQ(units[1].tokens, (TokenRange{2, 3}));
  EXPECT_EQ(TokensTouching(units[0].bytes, tokens), (TokenRange{0, 2}));
  EXPECT_EQ(TokensTouching(units[1].bytes, tokens), (TokenRange{1, 3}));
  EXPECT_EQ(TokensInside(units[1].bytes, tokens), (TokenRange{2, 3}));
}

TEST(MakeUnits, OfSentencesWithoutTokens) {
  const std::string text = "One is.\n***\nTwo is.";
  const std::vector<TextUnit> units = MakeUnits(FindSentences(text), Tokenize(text));
  ASSERT_EQ(units.size(), 3u);
  EXPECT_EQ(units[1].tokens, (TokenRange{2, 2}));
  EXPECT_EQ(units[2].tokens, (TokenRange{2, 4}));
}

}  // namespace
}  // namespace copydesk
