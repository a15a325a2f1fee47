#include "report/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "copydesk/report.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WrapTextTest, BreaksBetweenWords) {
  EXPECT_THAT(WrapText("", 10), IsEmpty());
  EXPECT_THAT(WrapText("   ", 10), IsEmpty());
  EXPECT_THAT(WrapText("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("one two three", 6), ElementsAre("one", "two", "three"));
  EXPECT_THAT(WrapText("  one   two  ", 5), ElementsAre("one", "two"));
  EXPECT_THAT(WrapText("one   two \n\n three", 20), ElementsAre("one two three"));
  EXPECT_THAT(WrapText("one\ntwo", 80), ElementsAre("one two"));
}

TEST(WrapTextTest, BreaksLongWordsAndTextWithoutSpaces) {
  EXPECT_THAT(WrapText("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(WrapText("x abcdefgh", 3), ElementsAre("x", "abc", "def", "gh"));
  EXPECT_THAT(WrapText("澜汀晚报", 5), ElementsAre("澜汀", "晚报"));
}

TEST(WrapTextTest, ALineTooNarrowForACharacterHoldsOne) {
  EXPECT_THAT(WrapText("澜汀", 1), ElementsAre("澜", "汀"));
  EXPECT_THAT(WrapText("ab", 0), ElementsAre("a", "b"));
}

TEST(WrapTextTest, KeepsEveryWordWithinTheWidth) {
  constexpr unsigned kSeed = 99;
  std::mt19937_64 random(kSeed);
  const auto without_spaces = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  for (int round = 0; round < 10'000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    const std::string text = HostileText(random, 40);
    const std::size_t width = std::uniform_int_distribution<std::size_t>(2, 50)(random);
    std::string joined;
    for (const std::string& line : WrapText(text, width)) {
      ASSERT_FALSE(line.empty());
      ASSERT_FALSE(line.starts_with(' ') || line.ends_with(' ')) << line;
      ASSERT_LE(DisplayWidth(line), width) << line;
      joined += line;
    }
    ASSERT_EQ(without_spaces(joined), without_spaces(Printable(text, std::numeric_limits<std::size_t>::max())));
  }
}

TEST(SideBySideTest, FillsTheLeftColumn) {
  EXPECT_EQ(SideBySide({"ab", "澜"}, {"x"}, 4, 10), "  ab   | x\n  澜   |\n");
  EXPECT_EQ(SideBySide({}, {"x", "y"}, 2, 10), "     | x\n     | y\n");
  EXPECT_EQ(SideBySide({}, {}, 2, 10), "");
}

TEST(SideBySideTest, SaysWhatItLeavesOut) {
  EXPECT_EQ(SideBySide({"a", "b", "c"}, {"x"}, 1, 1), "  a | x\n  ... 2 more lines\n");
}

}  // namespace
}  // namespace copydesk
