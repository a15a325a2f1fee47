#include "text/paragraphs.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "text/random_text.h"

namespace copydesk {
namespace {

using Strings = std::vector<std::string>;

Strings Paragraphs(std::string_view text) {
  Strings paragraphs;
  for (const TextRange& range : FindParagraphs(text)) {
    paragraphs.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return paragraphs;
}

TEST(Paragraphs, NothingOfNothing) {
  for (const std::string_view text : {"", "\n", " \t\r\n\r\n \v\f ", "\r\r"}) {
    EXPECT_TRUE(FindParagraphs(text).empty()) << testing::PrintToString(text);
  }
}

TEST(Paragraphs, LineEnds) {
  for (const std::string_view end : {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t \n", " \r\n\t"}) {
    const std::string e(end);
    EXPECT_EQ(Paragraphs(absl::StrCat("One.", e, "Two.", e, "Three.", e)), (Strings{"One.", "Two.", "Three."}))
        << testing::PrintToString(end);
  }
}

TEST(Paragraphs, WhiteSpaceAtTheEndsIsLeftOut) {
  EXPECT_EQ(Paragraphs("  \t One line only \t "), Strings{"One line only"});
  EXPECT_EQ(FindParagraphs("  ab \n c"), (std::vector<TextRange>{{.begin = 2, .end = 4}, {.begin = 7, .end = 8}}));
}

constexpr std::string_view kWrapped[] = {"The harbour board voted on Tuesday evening to close the old",
                                         "swing bridge for two years, a decision that shopkeepers on",
                                         "both banks of the river had feared since the first report",
                                         "on its rusted bearings was made public."};

std::string Wrapped(std::string_view end) {
  std::string text;
  for (const std::string_view line : kWrapped) text.append(line).append(end);
  return text;
}

TEST(Paragraphs, HardWrappedLinesAreJoined) {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    const std::string text = Wrapped(end) + std::string(end) + Wrapped(end);
    const auto paragraphs = FindParagraphs(text);
    ASSERT_EQ(paragraphs.size(), 2u) << testing::PrintToString(end);
    EXPECT_EQ(paragraphs[0].begin, 0u);
    EXPECT_EQ(paragraphs[1].begin, Wrapped(end).size() + end.size());
    EXPECT_EQ(paragraphs[1].end, text.size() - end.size());
  }
}

TEST(Paragraphs, BlankLinesWithSpacesEndAHardWrappedParagraph) {
  EXPECT_EQ(Paragraphs(Wrapped("\n") + "  \t \n" + Wrapped("\n")).size(), 2u);
}

TEST(Paragraphs, ALongLineMeansThatLinesAreParagraphs) {
  const std::string line(101, 'x');
  EXPECT_EQ(Paragraphs(line + "\n" + Wrapped("\n")).size(), 5u);
  EXPECT_EQ(Paragraphs(Wrapped("\n") + line).size(), 5u);
  EXPECT_EQ(Paragraphs(Wrapped("\n") + "\n" + line + "\n").size(), 5u);
  EXPECT_EQ(Paragraphs(std::string(100, 'x') + "\n" + std::string(100, 'x') + "\n" + std::string(100, 'x') + "\nx"),
            Strings{std::string(100, 'x') + "\n" + std::string(100, 'x') + "\n" + std::string(100, 'x') + "\nx"});
}

TEST(Paragraphs, FewOrUnevenLinesAreNotWrapped) {
  EXPECT_EQ(Paragraphs("A line of some length\nand another line\nand a third.").size(), 3u);
  EXPECT_EQ(
      Paragraphs("Milk\nBread and a great deal of butter\nEggs\nSalt\nA jar of honey from the market\nTea").size(), 6u);
}

TEST(Paragraphs, WidthCountsCharactersAndNotBytes) {
  std::string line;
  for (int i = 0; i < 60; ++i) line += "ж";  // 120 bytes
  EXPECT_EQ(Paragraphs(line + "\n" + line + "\n" + line + "\n" + line).size(), 1u);
}

TEST(Paragraphs, AscendingAndDisjointForAnyBytes) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string text = RandomText(random, 60, true);
    for (char& c : text) {
      if (random() % 12 == 0) c = "\r\n\n "[random() % 4];
    }
    std::size_t end = 0;
    std::string outside;
    for (const TextRange& range : FindParagraphs(text)) {
      ASSERT_LE(end, range.begin) << "seed " << seed;
      ASSERT_LT(range.begin, range.end) << "seed " << seed;
      ASSERT_LE(range.end, text.size()) << "seed " << seed;
      outside += text.substr(end, range.begin - end);
      end = range.end;
    }
    outside += text.substr(end);
    ASSERT_EQ(outside.find_first_not_of(" \t\v\f\r\n"), std::string::npos) << "text is in no paragraph, seed " << seed;
  }
}

TEST(Paragraphs, AMegabyteOfLineEnds) {
  EXPECT_TRUE(FindParagraphs(std::string(1 << 20, '\n')).empty());
  EXPECT_TRUE(FindParagraphs(std::string(1 << 20, '\r')).empty());
  std::string letters;
  for (int i = 0; i < 1 << 19; ++i) letters += "a\n";
  EXPECT_EQ(FindParagraphs(letters).size(), 1u);  // wrapped lines of one letter
}

}  // namespace
}  // namespace copydesk
