#include "report/excerpt.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using Kind = ExcerptPiece::Kind;

// Pieces as one line: [1:marked], {differs}, …words…, | for a break.
std::string Shown(const std::vector<ExcerptPiece>& pieces) {
  std::string shown;
  for (const ExcerptPiece& piece : pieces) {
    const absl::string_view text = ToAbsl(piece.text);
    if (piece.kind == Kind::kText) absl::StrAppend(&shown, text);
    if (piece.kind == Kind::kMarked) {
      absl::StrAppend(&shown, "[", piece.begins ? absl::StrCat(piece.number, ":") : "", text, "]");
    }
    if (piece.kind == Kind::kDiffers) absl::StrAppend(&shown, "{", text, "}");
    if (piece.kind == Kind::kOmitted) absl::StrAppend(&shown, "…", piece.words, "…");
    if (piece.kind == Kind::kBreak) absl::StrAppend(&shown, "|");
  }
  return shown;
}

std::string Numbers(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) absl::StrAppend(&text, i > 0 ? " " : "", i);
  return text;
}

TextRange RangeOf(std::string_view text, std::string_view piece) {
  const auto begin = static_cast<std::uint32_t>(text.find(piece));
  return {.begin = begin, .end = begin + static_cast<std::uint32_t>(piece.size())};
}

TextRange All(std::string_view text) { return {.begin = 0, .end = static_cast<std::uint32_t>(text.size())}; }

TEST(ExcerptTest, KeepsWordsAroundAPassage) {
  const std::string text = Numbers(100);
  const ExcerptRule rule{.context_words = 2};
  const TextRange parts[] = {All(text)};
  EXPECT_EQ(Shown(MakeExcerpt(text, parts, {{.range = RangeOf(text, "40 41 42"), .number = 7}}, rule)),
            "…38…38 39 [7:40 41 42] 43 44…55…");
}

TEST(ExcerptTest, ShortGapsAreShown) {
  const std::string text = Numbers(20);
  const ExcerptRule rule{.context_words = 1};
  const TextRange parts[] = {All(text)};
  EXPECT_EQ(Shown(MakeExcerpt(
                text, parts,
                {{.range = RangeOf(text, "2 3"), .number = 1}, {.range = RangeOf(text, "8 9"), .number = 2}}, rule)),
            "0 1 [1:2 3] 4 5 6 7 [2:8 9] 10…9…");
}

TEST(ExcerptTest, LongPassagesKeepTheirEndsAndDifferences) {
  const std::string text = Numbers(100);
  const ExcerptRule rule{.context_words = 2, .passage_words = 3};
  const TextRange parts[] = {All(text)};
  EXPECT_EQ(
      Shown(MakeExcerpt(text, parts, {{.range = All(text), .number = 1, .differences = {RangeOf(text, "50")}}}, rule)),
      "[1:0 1 2]…45…[48 49 ]{50}[ 51 52]…44…[97 98 99]");
}

TEST(ExcerptTest, WithoutPassagesItIsTheBeginning) {
  const std::string text = Numbers(100);
  const TextRange parts[] = {All(text)};
  EXPECT_EQ(Shown(MakeExcerpt(text, parts, {}, {.lead_words = 3})), "0 1 2…97…");
  EXPECT_EQ(Shown(MakeExcerpt(text, parts, {}, {.whole = true})), text);
  EXPECT_EQ(Shown(MakeExcerpt(text, parts, {}, {.whole = true, .bytes = 5})), "0 1 2…97…");
  EXPECT_EQ(Shown(MakeExcerpt(text, {}, {}, {})), "");
}

TEST(ExcerptTest, PassagesMayCrossParts) {
  const std::string text = "one two SITE three four";
  const TextRange parts[] = {RangeOf(text, "one two"), RangeOf(text, "three four")};
  EXPECT_EQ(Shown(MakeExcerpt(text, parts, {{.range = RangeOf(text, "two SITE three"), .number = 3}}, {})),
            "one [3:two]|[three] four");
}

// Whatever the offsets: every piece lies inside the text, in order, and whole excerpts have every byte of the parts.
TEST(ExcerptTest, OffsetsAreNeverTrusted) {
  constexpr unsigned kSeed = 42;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    const std::string text = HostileText(random, 40);
    const auto offset = [&] {
      return random() % 8 == 0 ? static_cast<std::uint32_t>(random())
                               : static_cast<std::uint32_t>(random() % (text.size() + 1));
    };
    std::vector<TextRange> parts;
    for (auto i = random() % 4; i > 0; --i) parts.push_back({.begin = offset(), .end = offset()});
    std::vector<Mark> marks;
    for (auto i = random() % 5; i > 0; --i) {
      Mark mark{.range = {.begin = offset(), .end = offset()}, .number = static_cast<std::uint32_t>(i)};
      if (random() % 2 == 0) mark.differences = {{.begin = offset(), .end = offset()}};
      marks.push_back(mark);
    }
    const ExcerptRule rule{.whole = random() % 2 == 0,
                           .context_words = random() % 4,
                           .passage_words = random() % 4,
                           .lead_words = random() % 4};
    const char* end = text.data();
    for (const ExcerptPiece& piece : MakeExcerpt(text, parts, marks, rule)) {
      if (piece.kind == Kind::kOmitted || piece.kind == Kind::kBreak) continue;
      ASSERT_GE(piece.text.data(), end);
      end = piece.text.data() + piece.text.size();
      ASSERT_LE(end, text.data() + text.size());
    }
  }
}

TEST(ExcerptTest, NoCharacterIsCut) {
  const std::string text = "ä渡b";
  EXPECT_EQ(SafeSlice(text, {.begin = 1, .end = 4}), "ä");
  EXPECT_EQ(SafeSlice(text, {.begin = 2, .end = 99}), "渡b");
  EXPECT_EQ(SafeSlice(text, {.begin = 9, .end = 2}), "");
}

}  // namespace
}  // namespace copydesk
