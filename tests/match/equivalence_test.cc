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
  return Equivalence(passages, a, b, false);
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
  EXPECT_LT(Equivalence(std::vector<AlignedTokens>{Passage(0, 0, 100)}, 100, 100, true), 0.5);
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
