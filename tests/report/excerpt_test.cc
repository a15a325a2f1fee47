#include "report/excerpt.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/hostile_text.h"
#include "report/term_marks.h"
#include "report/word_differences.h"

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

std::string Differing(std::string_view a, std::string_view b) {
  const WordDifferences found = FindWordDifferences(a, b);
  std::string shown;
  for (const TextRange& range : found.a) absl::StrAppend(&shown, "{", ToAbsl(SafeSlice(a, range)), "}");
  absl::StrAppend(&shown, " / ");
  for (const TextRange& range : found.b) absl::StrAppend(&shown, "{", ToAbsl(SafeSlice(b, range)), "}");
  return shown;
}

TEST(WordDifferencesTest, FindsReplacedAndAddedWords) {
  EXPECT_EQ(Differing("the old bridge is shut", "the new bridge is shut"), "{old} / {new}");
  EXPECT_EQ(Differing("The bridge, shut.", "the BRIDGE shut"), " / ");
  EXPECT_EQ(Differing("a b c", "a b x y c"), "{} / {x y}");
  EXPECT_EQ(Differing("x a b", "a b y"), "{x}{} / {}{y}");
  EXPECT_EQ(Differing("", "a"), "{} / {a}");
  EXPECT_EQ(Differing("渡轮在港口", "渡轮不在港口"), "{} / {不}");
  EXPECT_EQ(Differing("", ""), " / ");
}

TEST(WordDifferencesTest, TooManyAreNotShown) {
  std::string other;
  for (int i = 0; i < 500; ++i) absl::StrAppend(&other, "x", i, " ");
  EXPECT_EQ(Differing(Numbers(500), other), " / ");
}

// What is left of both passages without the differing words is equal, and no shorter script exists than the words say.
TEST(WordDifferencesTest, TheRestIsEqual) {
  constexpr unsigned kSeed = 43;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 3000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    std::string texts[2];
    for (std::string& text : texts) {
      for (auto i = random() % 30; i > 0; --i) absl::StrAppend(&text, std::string(1, "abcd"[random() % 4]), " ");
    }
    const WordDifferences found = FindWordDifferences(texts[0], texts[1]);
    ASSERT_EQ(found.a.size(), found.b.size());
    const auto rest = [](const std::string& text, const std::vector<TextRange>& ranges) {
      std::string left;
      std::uint32_t at = 0;
      for (const TextRange& range : ranges) {
        EXPECT_LE(at, range.begin);
        left += text.substr(at, range.begin - at);
        at = range.end;
      }
      left += text.substr(at);
      std::erase(left, ' ');
      return left;
    };
    ASSERT_EQ(rest(texts[0], found.a), rest(texts[1], found.b)) << texts[0] << "/" << texts[1];
  }
}

std::string Marked(std::string_view text, const std::vector<SharedTerm>& terms) {
  std::string shown;
  for (const TextRange& range : FindTerms(text, terms))
    absl::StrAppend(&shown, "{", ToAbsl(SafeSlice(text, range)), "}");
  return shown;
}

TEST(TermMarksTest, FindsWordsInAnyCase) {
  EXPECT_EQ(Marked("SALTMERE - Saltmere's harbour", {{"saltmere", 1}}), "{SALTMERE}{Saltmere}");
  EXPECT_EQ(Marked("ferries and a ferry", {{"ferry", 1}}), "{ferry}");
  EXPECT_EQ(Marked("a rope, ropes", {{"rope", 1}}), "{rope}") << "short terms have no inflected forms";
  EXPECT_EQ(Marked("Inspectors", {{"inspector", 1}}), "{Inspectors}");
  EXPECT_EQ(Marked("rebridged", {{"bridge", 1}}), "");
  EXPECT_EQ(Marked("ÜBER Über", {{"über", 1}}), "{ÜBER}{Über}");
  EXPECT_EQ(Marked("昨天渡轮在港口", {{"渡轮", 1}, {"港口", 1}}), "{渡轮}{港口}");
  EXPECT_EQ(Marked("any", {{"", 1}, {std::string(1000, 'a'), 1}}), "");
}

}  // namespace
}  // namespace copydesk
