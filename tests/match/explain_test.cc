#include "match/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Explanation Explained(const std::vector<StoredDocument>& documents, CollectionOptions options = {}) {
  options.stories.enabled = true;
  const auto store = MakeStore(documents);
  return ExplainPair(*store, {.document = 0, .block = 0}, {.document = 1, .block = 0}, options).value();
}

Condition OfWay(Relation relation, std::string_view what, double value, double needed, int way) {
  return {.relation = relation, .what = what, .value = value, .needed = needed, .way = way};
}

std::vector<std::string> NearestOf(const std::vector<Condition>& conditions, Relation found = Relation::kNone) {
  std::vector<std::string> names;
  for (const Condition& condition : NearestConditions(conditions, found)) names.emplace_back(condition.what);
  return names;
}

TEST(NearestConditions, TheFurthestOfTheNearestWay) {
  const Condition jaccard = OfWay(Relation::kNear, "jaccard", 0.2, 0.7, 0);
  const Condition share = OfWay(Relation::kNear, "share", 0.6, 0.68, 1);
  const Condition shared = OfWay(Relation::kOverlap, "shared", 20, 25, 0);
  const Condition own = OfWay(Relation::kOverlap, "own", 3, 15, 0);
  const Condition alone = OfWay(Relation::kOverlap, "alone", 3, 20, 1);
  EXPECT_THAT(NearestOf({jaccard, share}), ElementsAre("share"));
  EXPECT_THAT(NearestOf({jaccard, share, shared, own, alone}), ElementsAre("share", "own"));
  EXPECT_THAT(NearestOf({jaccard, share, shared, own, alone}, Relation::kContains), ElementsAre("share"));
  const Condition every = OfWay(Relation::kNear, "every", 0, 1, Condition::kEveryWay);
  EXPECT_THAT(NearestOf({jaccard, share, every}), ElementsAre("every")) << "no way does without it";
  const Condition held = OfWay(Relation::kNear, "held", 0.9, 0.7, 0);
  EXPECT_THAT(NearestOf({held, share}), IsEmpty());
  EXPECT_THAT(NearestOf({held, share, every}), ElementsAre("every"));
}

// A relation has a nearest condition exactly when it does not hold, whatever the texts.
TEST(ExplainPair, ConditionsAgreeWithTheRelation) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    const std::size_t shared = RandomBelow(random, 120);
    const Words common = DistinctWords(1, shared);
    const std::string a = JoinWords(common) + " " + JoinWords(DistinctWords(1000, 1 + RandomBelow(random, 120)));
    const std::string b = JoinWords(DistinctWords(5000, 1 + RandomBelow(random, 120))) + " " + JoinWords(common);
    const Explanation explained = Explained({MakeStored("a", a), MakeStored("b", b)});
    ASSERT_TRUE(explained.comparison.has_value());
    const Relation found = explained.comparison->relation;
    for (const Condition& condition : explained.nearest) {
      EXPECT_FALSE(condition.Holds());
      EXPECT_GT(condition.relation, found);
    }
    const std::vector<Condition> all = NearestConditions(explained.conditions, Relation::kNone);
    const auto fails = [&](Relation relation) {
      return std::any_of(all.begin(), all.end(), [&](const Condition& c) { return c.relation == relation; });
    };
    if (found != Relation::kNone && found != Relation::kExact) {
      EXPECT_FALSE(fails(found));
    }
    EXPECT_EQ(fails(Relation::kNear), found < Relation::kNear);
    EXPECT_EQ(explained.is_text_candidate, explained.shared_bands > 0 || explained.shared_fingerprints > 0);
    EXPECT_TRUE(shared < explained.sure_run || explained.shared_fingerprints > 0);
  }
}

TEST(ExplainPair, SaysWhichNumbersAreKeptAndChanged) {
  const auto report = [](int price, int other) {
    return "The grain exchange at Tolvane closed on a quiet note. Barley stood at " + std::to_string(price) +
           " crowns a ton, against a year's mean of 95, and oats at " + std::to_string(other) +
           " crowns, with 12 ships waiting in the roads for better weather and for higher prices.";
  };
  const Explanation explained = Explained({MakeStored("a", report(120, 80)), MakeStored("b", report(131, 77))});
  EXPECT_THAT(explained.numbers.kept_texts, ElementsAre("95", "12"));
  EXPECT_THAT(explained.numbers.changed_texts, ElementsAre(Pair("120", "131"), Pair("80", "77")));
  EXPECT_TRUE(explained.comparison->numbers_differ);
  const Explanation back = Explained({MakeStored("b", report(131, 77)), MakeStored("a", report(120, 80))});
  EXPECT_THAT(back.numbers.changed_texts, ElementsAre(Pair("131", "120"), Pair("77", "80")));
  EXPECT_EQ(back.versions, explained.versions);
}

TEST(ExplainPair, NamesWhatSpeaksAgainstOneStory) {
  const std::string a = "The mayor of Dunmarsh, Ottilie Brandreth, resigned on Monday over the paving contract.";
  const std::string b = "The mayor of Dunmarsh, Ottilie Brandreth, resigned on Friday over the paving contract.";
  const Explanation explained = Explained({MakeTold("a", "", a), MakeTold("b", "", b)});
  std::vector<std::string> details;
  for (const StoryPart& part : explained.story_parts) {
    if (part.points < 0) details.push_back(std::string(part.what) + ": " + part.detail);
  }
  EXPECT_THAT(details, ElementsAre("other weekdays: Monday; Friday"));
  EXPECT_GT(explained.shared_terms, 0);
  EXPECT_EQ(explained.story_score >= explained.story_score_needed, *explained.same_story >= 0.5);
}

TEST(ExplainPair, CountsTheListsThatACapCut) {
  const std::string text = JoinWords(DistinctWords(1, 60));
  std::vector<StoredDocument> documents;
  for (int i = 0; i < 8; ++i) {
    documents.push_back(MakeTold(NumberedId("d", static_cast<std::size_t>(i)), "",
                                 text + " " + JoinWords(DistinctWords(1000 + 100 * static_cast<std::uint64_t>(i), 5))));
  }
  CollectionOptions options;
  const Explanation free = Explained(documents, options);
  EXPECT_EQ(free.capped_fingerprints, 0);
  EXPECT_EQ(free.capped_bands, 0);
  EXPECT_EQ(free.capped_terms, 0);
  options.candidates = {.posting_cap = 4, .bucket_cap = 4};
  options.stories.limits.term_cap = 4;
  const Explanation capped = Explained(documents, options);
  EXPECT_GT(capped.capped_fingerprints, 0);
  EXPECT_GT(capped.capped_bands, 0);
  EXPECT_GT(capped.capped_terms, 0);
  EXPECT_EQ(capped.posting_cap, 4);
}

TEST(ExplainPair, CountsCopies) {
  const std::string text = JoinWords(DistinctWords(1, 60));
  const Explanation explained =
      Explained({MakeStored("a", text), MakeStored("b", JoinWords(DistinctWords(500, 60))), MakeStored("c", text)});
  EXPECT_EQ(explained.a.copies, 1);
  EXPECT_EQ(explained.b.copies, 0);
}

}  // namespace
}  // namespace copydesk
