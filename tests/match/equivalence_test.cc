#include "match/equivalence.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "copydesk/compare.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

// `length` equal tokens from these places on.
AlignedTokens Passage(std::uint32_t a, std::uint32_t b, std::uint32_t length) {
  AlignedTokens passage;
  for (std::uint32_t i = 0; i < length; ++i) passage.emplace_back(a + i, b + i);
  return passage;
}

double EquivalenceOf(const std::vector<AlignedTokens>& passages, std::size_t a, std::size_t b) {
  return Equivalence(passages, a, b, 0);
}

TEST(Equivalence, OfNothingShared) { EXPECT_EQ(EquivalenceOf({}, 100, 100), 0); }

TEST(Equivalence, OfCopiesAndOfDistantTexts) {
  EXPECT_GT(EquivalenceOf({Passage(0, 0, 100)}, 100, 100), 0.99);
  EXPECT_LT(EquivalenceOf({Passage(500, 400, 30)}, 1000, 1000), 0.01);
}

TEST(Equivalence, FallsWithWhatIsNotShared) {
  double before = 1;
  for (const std::uint32_t shared : {100u, 90u, 70u, 50u, 30u, 10u}) {
    const double now = EquivalenceOf({Passage(0, 0, shared)}, 100, 100);
    EXPECT_LT(now, before) << shared;
    before = now;
  }
}

// Two columns with one list of links: as much is shared, in short passages.
TEST(Equivalence, FallsWithFragments) {
  std::vector<AlignedTokens> fragments;
  for (std::uint32_t i = 0; i < 10; ++i) fragments.push_back(Passage(i * 100, i * 100, 75));
  EXPECT_LT(EquivalenceOf(fragments, 1000, 1000), 0.5);
  EXPECT_GT(EquivalenceOf({Passage(0, 0, 750)}, 1000, 1000), 0.9);
}

TEST(Equivalence, RisesWhereBothBeginTogether) {
  EXPECT_GT(EquivalenceOf({Passage(0, 0, 60)}, 100, 100), EquivalenceOf({Passage(0, 40, 60)}, 100, 100));
  EXPECT_EQ(EquivalenceOf({Passage(0, 40, 60)}, 100, 100), EquivalenceOf({Passage(40, 0, 60)}, 100, 100));
}

TEST(Equivalence, DoesNotDependOnTheOrderOfPassages) {
  EXPECT_EQ(EquivalenceOf({Passage(0, 50, 40), Passage(50, 0, 30)}, 100, 100),
            EquivalenceOf({Passage(0, 50, 30), Passage(50, 0, 40)}, 100, 100));
}

TEST(Equivalence, HasItsSigns) {
  const VersionSigns signs =
      FindVersionSigns(std::vector<AlignedTokens>{Passage(20, 4, 10), Passage(60, 50, 30)}, 100, 60);
  EXPECT_DOUBLE_EQ(signs.aligned, 0.5);
  EXPECT_DOUBLE_EQ(signs.longest, 0.5);
  EXPECT_EQ(signs.before_first, 20);
  EXPECT_DOUBLE_EQ(signs.beginning, 0.5);
}

TEST(Equivalence, OfIssuesOfARecurringReport) {
  const std::vector<AlignedTokens> passages = {Passage(0, 0, 400)};
  EXPECT_LT(Equivalence(passages, 400, 400, 4), 0.5);
  EXPECT_GT(Equivalence(passages, 400, 400, 2), 0.9) << "a correction";
}

double EquivalenceOf(const std::string& a, const std::string& b) {
  const auto comparison = CompareTexts(a, b);
  EXPECT_TRUE(comparison.ok());
  return comparison->equivalence.value_or(0);
}

std::string Text(std::size_t first, std::size_t words) { return JoinWords(DistinctWords(first, words)); }

TEST(Equivalence, OfVersions) {
  const std::string story = Text(0, 400);
  std::vector<std::string> edited = DistinctWords(0, 400);
  for (std::size_t i = 7; i < edited.size(); i += 20) edited[i] = "other";
  EXPECT_GT(EquivalenceOf(story, JoinWords(edited)), 0.9) << "one word in twenty";
  EXPECT_GT(EquivalenceOf(story, story + " " + Text(1000, 200)), 0.9) << "half as much appended";
  EXPECT_GT(EquivalenceOf(Text(2000, 9) + " " + story, Text(3000, 8) + " " + story), 0.9) << "another headline";
  const auto counted = [&](const std::string& dead, const std::string& hurt) {
    return Text(0, 40) + " " + dead + " " + Text(50, 200) + " " + hurt + " " + Text(300, 160);
  };
  EXPECT_GT(EquivalenceOf(counted("17", "410"), counted("23", "512")), 0.9) << "two numbers corrected";
}

TEST(Equivalence, OfTextsThatAreNoVersions) {
  EXPECT_EQ(EquivalenceOf(Text(0, 400), Text(1000, 400)), 0) << "nothing shared";
  const std::string notice = Text(5000, 60);
  EXPECT_LT(EquivalenceOf(Text(0, 300) + " " + notice, Text(1000, 300) + " " + notice), 0.1);
  EXPECT_LT(EquivalenceOf(notice + " " + Text(0, 300), notice + " " + Text(1000, 300)), 0.1);
  const std::string item = Text(0, 120);
  EXPECT_LT(EquivalenceOf(item, Text(1000, 120) + " " + item + " " + Text(2000, 120)), 0.5) << "a digest of three";
  EXPECT_LT(EquivalenceOf(item, item + " " + Text(1000, 480)), 0.5) << "the first of five";
  EXPECT_LT(EquivalenceOf(item, Text(1000, 240) + " " + item + " " + Text(2000, 240)), 0.2) << "the third of five";
  std::string today;
  std::string tomorrow;
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string words = Text(i * 100, 8) + " ";
    today += words + std::to_string(100 + i) + " ";
    tomorrow += words + std::to_string(200 + 3 * i) + " ";
  }
  EXPECT_LT(EquivalenceOf(today, tomorrow), 0.5) << "a recurring report";
}

TEST(Equivalence, IsGivenWithEveryRelation) {
  const std::string text = JoinWords(DistinctWords(0, 60));
  const std::string longer = text + " " + JoinWords(DistinctWords(1000, 60));
  EXPECT_GT(CompareTexts(text, text)->equivalence, 0.99);
  EXPECT_EQ(CompareTexts(text, longer)->relation, Relation::kContains);
  EXPECT_GT(CompareTexts(text, longer)->equivalence, 0.5);  // a write-through: longer, and the same story told on
  EXPECT_EQ(CompareTexts("", text)->equivalence, std::nullopt);
}

}  // namespace
}  // namespace copydesk
