#include "match/short_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/compare.h"
#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

Comparison Compare(std::string_view a, std::string_view b, const RelationRules& rules = {}) {
  const absl::StatusOr<Comparison> comparison = CompareTexts(a, b, rules);
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return comparison.ok() ? *comparison : Comparison();
}

constexpr std::string_view kFerry = "Ferry drifts all night off Dunmarsh after engines fail";

TEST(ShortTexts, AWordChangedIsNear) {
  const Comparison changed = Compare(kFerry, "Ferry drifts all day off Dunmarsh after engines fail");
  EXPECT_EQ(changed.relation, Relation::kNear);
  EXPECT_LT(changed.jaccard, 0.7);
  EXPECT_EQ(changed.shared_tokens, 8u);
  EXPECT_DOUBLE_EQ(changed.share[0], 8.0 / 9);
  ASSERT_EQ(changed.spans.size(), 1u);
  EXPECT_EQ(changed.spans[0].tokens, 8u);
  EXPECT_EQ(Compare(kFerry, "Ferry drifts all night off Dunmarsh after the engines fail").relation, Relation::kNear);
  EXPECT_EQ(Compare(kFerry, "Ferry towed at dawn off Dunmarsh after engines fail").relation, Relation::kNone);
}

TEST(ShortTexts, ANumberChangedIsATemplate) {
  for (const auto& [a, b] :
       {std::pair("Dow falls 120 points in late trading", "Dow falls 220 points in late trading"),
        std::pair("At noon today 3 May the river gauge at the old bridge in the lower town stands at 412",
                  "At noon today 3 May the river gauge at the old bridge in the lower town stands at 398")}) {
    const Comparison comparison = Compare(a, b);
    EXPECT_EQ(comparison.relation, Relation::kNone) << a;
    EXPECT_TRUE(comparison.numbers_differ) << a;
    EXPECT_FALSE(comparison.spans.empty()) << a;
  }
  const Comparison one_side =
      Compare("Dow falls points in late trading on Monday", "Dow falls 120 points in late trading on Monday");
  EXPECT_EQ(one_side.relation, Relation::kNear) << "more detail is no contradiction";
  EXPECT_FALSE(one_side.numbers_differ);
  const Comparison unlike =
      Compare("Dow falls 120 points in late trading", "River gauge stands at 412 in the lower town");
  EXPECT_FALSE(unlike.numbers_differ);
}

TEST(ShortTexts, ANameChangedIsAnotherEvent) {
  EXPECT_EQ(Compare("Mayor of Dunmarsh resigns over the lost ferry", "Mayor of Saltmere resigns over the lost ferry")
                .relation,
            Relation::kNone);
  // The same words, and the other way round.
  EXPECT_EQ(Compare("Orde beats Quance in the last round of a long and bitter title fight",
                    "Quance beats Orde in the last round of a long and bitter title fight")
                .relation,
            Relation::kNone);
}

TEST(ShortTexts, AHeadlineInAnother) {
  constexpr std::string_view kLonger =
      "Ferry drifts all night off Dunmarsh after engines fail, says coastguard in Saltmere and the harbour master";
  const Comparison part = Compare(kFerry, kLonger);
  EXPECT_EQ(part.relation, Relation::kContains);
  EXPECT_EQ(part.direction, Direction::kAInB);
  EXPECT_EQ(Compare(kLonger, kFerry).direction, Direction::kBInA);
  // Its words are there, but not side by side.
  EXPECT_EQ(Compare("Ferry drifts off Dunmarsh after fail", kLonger).relation, Relation::kNone);
  // A series: the beginning is the same, what it is about is not.
  EXPECT_EQ(Compare("On the issues: the rivals talk education",
                    "On the issues: the rivals talk about farming and the price of seed")
                .relation,
            Relation::kNone);
  // Four tokens are no shingle.
  EXPECT_EQ(Compare("Ferry drifts all night", kLonger).relation, Relation::kNone);
}

TEST(ShortTexts, OnlyWhereBothAreShort) {
  const Words words = DistinctWords(0, 25);
  const auto near = [&](std::size_t size) {
    Words other = Slice(words, 0, size);
    other[size / 2] = "and";
    Words first = Slice(words, 0, size);
    first[size / 2] = "or";
    return Compare(JoinWords(first), JoinWords(other)).share[0] * static_cast<double>(size);
  };
  EXPECT_NEAR(near(24), 23, 1e-9);  // word for word
  EXPECT_NEAR(near(25), 24, 1e-9);  // runs of 12 each
  RelationRules never;
  never.short_tokens = 0;
  EXPECT_EQ(Compare(kFerry, "Ferry drifts all day off Dunmarsh after engines fail", never).relation, Relation::kNone);
  never.short_tokens = -1;
  EXPECT_FALSE(CompareTexts("a", "b", never).ok());
  never = {};
  never.short_near = 1.5;
  EXPECT_FALSE(CompareTexts("a", "b", never).ok());
}

// Headlines in scripts without spaces are short by their words' worth, and one put into another is no change of a word.
TEST(ShortTexts, InScriptsWithoutSpaces) {
  const std::string_view thai = "ประภาคารเกาะสการ์วจะถูกย้ายเข้าฝั่ง 40 เมตรก่อนพายุฤดูหนาว";
  EXPECT_GT(Prepare(thai).size(), 25u);
  EXPECT_EQ(Compare(thai, "ประภาคารเก่าเกาะสการ์วจะถูกย้ายเข้าฝั่ง 40 เมตรก่อนพายุฤดูหนาว").relation, Relation::kNear);
  EXPECT_TRUE(Compare(thai, "ประภาคารเกาะสการ์วจะถูกย้ายเข้าฝั่ง 60 เมตรก่อนพายุฤดูหนาว").numbers_differ);
  const std::string_view chinese = "港务委员会决定将灯塔向内陆移动四十米";
  EXPECT_EQ(Compare(chinese, "港务委员会昨晚决定将灯塔向内陆移动四十米").relation, Relation::kNear);
  EXPECT_EQ(Compare(chinese, "港务委员会决定将灯塔向内陆移动六十米").relation, Relation::kNone) << "another number";
  EXPECT_EQ(Compare(chinese, "港务委员会决定将教堂向内陆移动四十米").relation, Relation::kNone) << "another thing";
  // One word in a headline is not the headline.
  EXPECT_EQ(Compare("ประภาคาร", thai).relation, Relation::kNone);
}

TEST(ShortTexts, WhatSaysNothingMatchesNothingElse) {
  const std::vector<std::string_view> texts = {
      "",
      "!",
      "…",
      "Read more",
      "Read more about this",
      "Advertisement",
      "it is what it was and so are they",
      "it is not what it was",
      "更多",
      "阅读全文",
      "続きを読む",
      "อ่านต่อ",
      "और पढ़ें",
      "اقرأ المزيد",
  };
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      EXPECT_EQ(Compare(texts[i], texts[j]).relation, Relation::kNone) << texts[i] << " / " << texts[j];
    }
  }
}

// One content word changed for another that the background does not know, or one number for another: never a relation.
TEST(ShortTexts, AnotherNameOrNumberNeverMatches) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    Words words = DistinctWords(RandomBelow(random, 1000), 6 + RandomBelow(random, 18));
    const std::size_t at = RandomBelow(random, words.size());
    const bool number = round % 2 == 0;
    words[at] = number ? "120" : "dunmarshok";
    const std::string one = JoinWords(words);
    words[at] = number ? "220" : "saltmerish";
    const Comparison comparison = Compare(one, JoinWords(words));
    EXPECT_EQ(comparison.relation, Relation::kNone) << one;
  }
}

// The length of the longest common subsequence, the other way: from prefixes.
std::size_t CommonSubsequence(const PreparedText& a, const PreparedText& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::uint64_t x : a.tokens.hash) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = x == b.tokens.hash[j] ? diagonal + 1 : std::max(row[j], above);
      diagonal = above;
    }
  }
  return row.back();
}

TEST(ShortTexts, AlignsAsManyAsCanBe) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 500; ++round) {
    const auto text = [&] {
      return JoinWords(RandomWords(random, 5 + RandomBelow(random, 20), 2 + RandomBelow(random, 12)));
    };
    const std::string text_a = text();
    const std::string text_b = text();
    const PreparedText a = Prepare(text_a);
    const PreparedText b = Prepare(text_b);
    const ShortAlignment alignment = AlignShort(a, b);
    EXPECT_EQ(alignment.tokens, CommonSubsequence(a, b));
    std::uint32_t end_a = 0;
    std::uint32_t end_b = 0;
    std::uint32_t tokens = 0;
    for (const SharedRun& run : alignment.runs) {
      EXPECT_GE(run.a, end_a);
      EXPECT_GE(run.b, end_b);
      for (std::uint32_t t = 0; t < run.length; ++t) EXPECT_EQ(a.tokens.hash[run.a + t], b.tokens.hash[run.b + t]);
      end_a = run.a + run.length;
      end_b = run.b + run.length;
      tokens += run.length;
      EXPECT_LE(run.length, alignment.longest);
    }
    EXPECT_EQ(tokens, alignment.tokens);
    const Comparison one = Compare(text_a, text_b);
    const Comparison other = Compare(text_b, text_a);
    EXPECT_EQ(one.relation, other.relation);
    EXPECT_EQ(one.numbers_differ, other.numbers_differ);
    EXPECT_EQ(one.share[0], other.share[1]);
  }
}

}  // namespace
}  // namespace copydesk
