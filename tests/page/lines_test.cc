#include "page/lines.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "page/page_testing.h"
#include "page/words.h"

namespace copydesk {
namespace {

std::vector<std::string> Printed(std::string_view text) {
  std::vector<std::string> lines;
  for (const PageLine& line : FindLines(text)) lines.push_back(Collapse(Slice(text, line.range)));
  return lines;
}

// As fold -s: breaks after spaces, which stay at the ends of lines.
std::string Fold(std::string_view text, std::size_t width) {
  std::string folded;
  std::size_t column = 0;
  std::size_t begin = 0;
  const auto flush = [&](std::size_t end) {
    const std::string_view word = text.substr(begin, end - begin);
    if (column > 0 && column + word.size() > width) {
      folded += '\n';
      column = 0;
    }
    folded += word;
    column += word.size();
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') flush(i + 1);
    if (text[i] == '\n') {
      flush(i + 1);
      column = 0;
    }
  }
  flush(text.size());
  return folded;
}

TEST(PageLines, LineEndsAndBlankLines) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string text = absl::StrCat("one", end, end, "two", end, " three ");
    const auto lines = FindLines(text);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_TRUE(lines[0].blank_before);
    EXPECT_TRUE(lines[1].blank_before);
    EXPECT_FALSE(lines[2].blank_before);
    EXPECT_EQ(lines[2].range.end - lines[2].range.begin, 5U);
  }
  EXPECT_TRUE(FindLines(" \n\t\r\n").empty());
}

TEST(PageLines, BlankLinesEverywhereSayNothing) {
  for (const PageLine& line : FindLines("a\n\nb\n\nc\n\nd\n")) EXPECT_FALSE(line.blank_before);
}

TEST(PageLines, WrappedLinesAreOneLineAgain) {
  const std::string page = AggregatorPage();
  const std::vector<std::string> lines = Printed(page);
  for (const std::size_t width : {60, 80, 120}) EXPECT_EQ(Printed(Fold(page, width)), lines) << width;
  EXPECT_EQ(Printed(absl::StrReplaceAll(Fold(page, 80), {{"\n", "\r\n"}})), lines);
}

TEST(PageLines, WrappedWithoutSpacesAtTheEnds) {
  const std::string text = "A title\n\n" + Prose(0, 100) + "\n\nAnother title\n\n" + Prose(200, 100) + "\n";
  const std::string folded = absl::StrReplaceAll(Fold(text, 72), {{" \n", "\n"}});
  EXPECT_EQ(Printed(folded), Printed(text));
}

TEST(PageLines, ShortLinesAreNotJoined) {
  EXPECT_EQ(Printed("milk\neggs\nbread and butter\ntea\ncoffee\n").size(), 5U);
}

}  // namespace
}  // namespace copydesk
