#include "report/word_differences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/excerpt.h"

namespace copydesk {
namespace {

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
  std::string text;
  std::string other;
  for (int i = 0; i < 500; ++i) {
    absl::StrAppend(&text, i, " ");
    absl::StrAppend(&other, "x", i, " ");
  }
  EXPECT_EQ(Differing(text, other), " / ");
}

// What is left of both passages without the differing words is equal.
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

TEST(WordDifferencesTest, MoreEditsCanBeAskedFor) {
  std::string a;
  std::string b;
  for (int i = 0; i < 400; ++i) {
    a += " same" + std::to_string(i) + (i % 2 == 0 ? " one" : "");
    b += " same" + std::to_string(i) + (i % 2 == 0 ? " other" : "");
  }
  EXPECT_TRUE(FindWordDifferences(a, b).a.empty()) << "400 edits";
  EXPECT_EQ(FindWordDifferences(a, b, 400).a.size(), 200U);
  EXPECT_TRUE(FindWordDifferences(a, b, 399).a.empty());
}

}  // namespace
}  // namespace copydesk
