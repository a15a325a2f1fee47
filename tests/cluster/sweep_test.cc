#include "copydesk/sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<Relation> kAllRelations = {Relation::kExact, Relation::kNear, Relation::kContains, Relation::kOverlap,
                                             Relation::kQuote};

// All documents that the matches name are texts of 100 bytes; `words` says how long some of them are.
ScanResults Results(std::vector<Match> matches, const std::map<std::string, std::uint32_t>& words = {}) {
  ScanResults results{.matches = std::move(matches), .texts = {}, .settings = {}};
  std::set<BlockName> names;
  for (const Match& match : results.matches) names.insert({match.a, match.b});
  for (const BlockName& name : names) {
    const auto found = words.find(name.document);
    results.texts.push_back({.name = name,
                             .parent = "",
                             .title = "about " + name.document,
                             .bytes = 100,
                             .words = found == words.end() ? 50 : found->second});
  }
  results.settings.relations = kAllRelations;
  results.settings.stories = true;
  return results;
}

// Two long texts of which nothing is quoted.
Match Pair(const std::string& a, const std::string& b, Relation relation, double jaccard, double share_a = 0.3,
           double share_b = 0.3) {
  Match match = relation == Relation::kExact ? Exact(a, b) : Near(a, b, jaccard, share_a, share_b);
  match.comparison.relation = relation;
  match.comparison.shared_tokens = 300;
  return match;
}

Sweep Swept(ScanResults results, SweepOptions options = {}) {
  absl::StatusOr<Sweep> sweep = SweepThresholds(std::move(results), options);
  EXPECT_TRUE(sweep.ok()) << sweep.status();
  return sweep.ok() ? *std::move(sweep) : Sweep{};
}

SweepRow RowAt(const Sweep& sweep, double threshold) {
  for (const SweepRow& row : sweep.rows) {
    if (std::abs(row.threshold - threshold) < 1e-9) return row;
  }
  ADD_FAILURE() << "no row at " << threshold;
  return {};
}

TEST(SweepTest, ItsOwnThresholdHasTheClustersOfTheScan) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<Match> matches = RandomMatches(random);
    const Clusters clusters = ClusterMatches(matches);
    std::uint64_t clustered = 0;
    std::uint64_t largest = 0;
    for (const Cluster& cluster : clusters) {
      clustered += cluster.members.size();
      largest = std::max<std::uint64_t>(largest, cluster.members.size());
    }
    const SweepRow row = RowAt(Swept(Results(matches)), 0.7);
    EXPECT_EQ(row.clusters, clusters.size());
    EXPECT_EQ(row.clustered, clustered);
    EXPECT_EQ(row.largest, largest);
    EXPECT_EQ(row.removed, clustered - clusters.size());
    EXPECT_EQ(row.removed_documents, row.removed);
    EXPECT_EQ(row.removed_bytes, 100 * row.removed);
  }
}

TEST(SweepTest, NearIsJaccardOrTheShareOfTheLonger) {
  const std::vector<Match> matches = {Pair("a", "b", Relation::kNear, 0.8),
                                      Pair("c", "d", Relation::kNear, 0.1, 0.95, 0.75),
                                      Pair("e", "f", Relation::kOverlap, 0.6)};
  const Sweep sweep = Swept(Results(matches), {.thresholds = {0.55, 0.75, 0.77, 0.78, 0.8, 0.81}});
  EXPECT_EQ(RowAt(sweep, 0.55).clusters, 3);
  EXPECT_EQ(RowAt(sweep, 0.7).clusters, 2);
  EXPECT_EQ(RowAt(sweep, 0.77).clusters, 2) << "0.75 of the longer, 0.02 apart";
  EXPECT_EQ(RowAt(sweep, 0.78).clusters, 1);
  EXPECT_EQ(RowAt(sweep, 0.8).clusters, 1);
  EXPECT_EQ(RowAt(sweep, 0.81).clusters, 0);
  EXPECT_FALSE(RowAt(sweep, 0.55).complete);
  EXPECT_TRUE(RowAt(sweep, 0.7).complete);
}

TEST(SweepTest, HigherThresholdsJoinNoMorePairs) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<Match> matches = RandomMatches(random);
    for (Match& match : matches) {
      Comparison& comparison = match.comparison;
      comparison.shared_tokens = 300;
      if (!match.verified || comparison.relation == Relation::kExact) continue;
      const double low = std::min(comparison.share[0], comparison.share[1]);
      const bool is_near = comparison.jaccard >= 0.7 || low >= 0.68;  // as a scan would have it
      comparison.relation = is_near ? Relation::kNear : Relation::kOverlap;
      comparison.direction = Direction::kNone;
    }
    const Sweep sweep = Swept(Results(matches));
    for (std::size_t i = 1; i < sweep.rows.size(); ++i) EXPECT_LE(sweep.rows[i].pairs, sweep.rows[i - 1].pairs);
  }
}

TEST(SweepTest, ShortTextsKeepTheirOwnRule) {
  Match same_words = Pair("a", "b", Relation::kNear, 0.6, 0.9, 0.9);
  Match by_jaccard = Pair("c", "d", Relation::kNear, 0.72, 0.75, 0.75);
  for (Match* const match : {&same_words, &by_jaccard}) match->comparison.shared_tokens = 9;  // of ten or twelve
  const Sweep sweep = Swept(Results({same_words, by_jaccard}), {.thresholds = {0.75, 0.95}});
  EXPECT_EQ(RowAt(sweep, 0.7).clusters, 2);
  EXPECT_EQ(RowAt(sweep, 0.75).clusters, 1);
  EXPECT_EQ(RowAt(sweep, 0.95).clusters, 1);
}

TEST(SweepTest, ContainsTakesOutWhatALongerTextHolds) {
  const std::vector<Match> matches = {Pair("long", "short", Relation::kOverlap, 0.2, 0.1, 0.45),
                                      Pair("long", "shorter", Relation::kContains, 0.2, 0.1, 0.65),
                                      Pair("copy", "long", Relation::kExact, 1)};
  std::vector<Match> all = matches;
  all[1].comparison.direction = Direction::kBInA;
  const auto results = Results(all, {{"long", 900}, {"copy", 900}, {"short", 200}, {"shorter", 100}});
  const Sweep sweep = Swept(results, {.by = SweepBy::kContains, .thresholds = {0.4, 0.6, 0.7}});
  EXPECT_EQ(RowAt(sweep, 0.4).removed, 1) << "of two copies the centre stays, and only what it holds goes";
  std::vector<Match> of_both = all;
  for (const char* const inner : {"short", "shorter"}) {
    Match match = Pair("copy", inner, Relation::kOverlap, 0.2, 0.1, inner == std::string("short") ? 0.45 : 0.65);
    of_both.push_back(match);
  }
  const Sweep both = Swept(Results(of_both, {{"long", 900}, {"copy", 900}, {"short", 200}, {"shorter", 100}}),
                           {.by = SweepBy::kContains, .thresholds = {0.4, 0.6, 0.7}});
  EXPECT_EQ(RowAt(both, 0.4).removed, 3);
  EXPECT_EQ(RowAt(both, 0.4).largest, 4);
  EXPECT_EQ(RowAt(both, 0.6).removed, 2);
  EXPECT_EQ(RowAt(both, 0.7).removed, 1);
  EXPECT_TRUE(RowAt(both, 0.4).complete) << "what is less than contained is at least an overlap";
  ScanResults without = results;
  std::erase(without.settings.relations, Relation::kOverlap);
  EXPECT_FALSE(RowAt(Swept(without, {.by = SweepBy::kContains, .thresholds = {0.4}}), 0.4).complete);
}

TEST(SweepTest, AReportOfTheSameKindContainsNothing) {
  Match match = Pair("long", "short", Relation::kOverlap, 0.2, 0.1, 0.9);
  match.comparison.numbers_differ = true;
  const Sweep sweep = Swept(Results({match}, {{"long", 900}}), {.by = SweepBy::kContains, .thresholds = {0.3}});
  EXPECT_EQ(RowAt(sweep, 0.3).removed, 0);
  EXPECT_THAT(RowAt(sweep, 0.5).borderline, IsEmpty());
}

TEST(SweepTest, StoriesAreThoseOfTheScan) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 50; ++round) {
    std::vector<Match> matches = RandomMatches(random);
    for (Match& match : matches) match.same_story = static_cast<double>(random() % 65) / 64;
    const Clusters clusters = ClusterMatches(matches);
    const Sweep sweep = Swept(Results(matches), {.by = SweepBy::kStory, .thresholds = {0.3, 0.75}});
    for (const double threshold : {0.3, 0.5, 0.75}) {
      const Stories stories = ClusterStories(matches, clusters, threshold);
      EXPECT_EQ(RowAt(sweep, threshold).clusters, stories.size());
    }
  }
}

TEST(SweepTest, EquivalenceStandsInForNear) {
  std::vector<Match> matches = {Pair("a", "b", Relation::kNear, 0.8), Pair("c", "d", Relation::kOverlap, 0.3),
                                Pair("e", "f", Relation::kExact, 1)};
  matches[0].comparison.equivalence = 0.3;
  matches[1].comparison.equivalence = 0.6;
  const Sweep sweep = Swept(Results(matches), {.by = SweepBy::kEquivalence, .thresholds = {0.2, 0.5, 0.9}});
  EXPECT_EQ(RowAt(sweep, 0.2).clusters, 3);
  EXPECT_EQ(RowAt(sweep, 0.5).clusters, 2);
  EXPECT_EQ(RowAt(sweep, 0.9).clusters, 1);
}

TEST(SweepTest, ShowsTheNearestPairsOfBothSidesAndNoCopies) {
  std::vector<Match> matches;
  for (int i = 0; i < 20; ++i) {
    const std::string name = std::to_string(10 + i);
    const double jaccard = 0.6 + 0.01 * i;
    matches.push_back(Pair("a" + name, "b" + name, jaccard < 0.7 ? Relation::kOverlap : Relation::kNear, jaccard));
  }
  // Copies of b20, the pair at the threshold itself.
  matches.push_back(Pair("b20", "c20", Relation::kExact, 1));
  matches.push_back(Pair("a20", "c20", Relation::kNear, matches[10].comparison.jaccard));
  const Sweep sweep = Swept(Results(matches), {.at = {0.7, 0.79}, .pairs = 4});
  const std::vector<SweptPair> pairs = RowAt(sweep, 0.7).borderline;
  ASSERT_THAT(pairs, SizeIs(4));
  EXPECT_EQ(pairs[0].a.document, "a21");
  EXPECT_EQ(pairs[1].b.document, "b20");
  EXPECT_EQ(pairs[2].a.document, "a19");
  EXPECT_EQ(pairs[3].title_a, "about a18");
  EXPECT_THAT(RowAt(sweep, 0.79).borderline, SizeIs(4)) << "one side has fewer: the other fills up";
  EXPECT_THAT(RowAt(sweep, 0.75).borderline, IsEmpty());
}

TEST(SweepTest, ADocumentGoesWhenNothingButFurnitureIsLeft) {
  ScanResults results = Results({Pair("a", "b", Relation::kExact, 1)});
  results.texts.push_back({.name = {.document = "a", .block = "1"}, .parent = "", .title = "", .bytes = 7});
  results.texts.push_back(
      {.name = {.document = "b", .block = "f"}, .role = BlockRole::kFurniture, .parent = "", .title = "", .bytes = 5});
  Sweep sweep = Swept(results);
  EXPECT_EQ(RowAt(sweep, 0.7).removed, 1);
  EXPECT_EQ(RowAt(sweep, 0.7).removed_documents, 1) << "b goes, and has furniture besides";
  EXPECT_EQ(sweep.bytes, 212);
  EXPECT_EQ(sweep.texts, 3);
  results.texts.back().role = BlockRole::kRelated;
  EXPECT_EQ(RowAt(Swept(results), 0.7).removed_documents, 0);
}

TEST(SweepTest, BytesOfADigestCountOnce) {
  ScanResults results = Results({Pair("a", "b", Relation::kExact, 1)});
  results.texts[1].parent = "7";
  results.texts.push_back({.name = {.document = "b", .block = "7"}, .parent = "", .title = "", .bytes = 300});
  EXPECT_EQ(Swept(results).bytes, 400);
}

TEST(SweepTest, TheOrderOfTheFilesDoesNotMatter) {
  std::mt19937_64 random(3);
  ScanResults results = Results(RandomMatches(random));
  const std::vector<SweepRow> rows = Swept(results).rows;
  std::shuffle(results.matches.begin(), results.matches.end(), random);
  std::shuffle(results.texts.begin(), results.texts.end(), random);
  EXPECT_EQ(Swept(results).rows, rows);
}

TEST(SweepTest, WhatTheScanLeftOutIsAnError) {
  const auto error = [](ScanResults results, SweepOptions options) {
    return std::string(SweepThresholds(std::move(results), options).status().message());
  };
  const ScanResults results = Results({Pair("a", "b", Relation::kExact, 1)});
  ScanResults other = results;
  other.settings.relations = {Relation::kExact};
  EXPECT_THAT(error(other, {}), HasSubstr("the relation near"));
  other = results;
  other.settings.stories = false;
  EXPECT_THAT(error(other, {.by = SweepBy::kStory}), HasSubstr("stories"));
  other = results;
  other.texts.pop_back();
  EXPECT_THAT(error(other, {}), HasSubstr("different scans"));
  other = results;
  other.texts.push_back(other.texts[0]);
  EXPECT_THAT(error(other, {}), HasSubstr("two blocks have the name a:0"));
  EXPECT_THAT(error(results, {.thresholds = {0}}), HasSubstr("threshold"));
  EXPECT_THAT(error(results, {.at = {1.01}}), HasSubstr("threshold"));
}

TEST(SweepTest, RulesAtNearMoveBothForms) {
  const RelationRules rules = RulesAtNear({}, 0.5);
  EXPECT_EQ(rules.near_jaccard, 0.5);
  EXPECT_EQ(rules.near_share, 0.48);
  EXPECT_EQ(RulesAtNear({}, 0.7), RelationRules{});
  EXPECT_EQ(RulesAtNear({}, 0.001).near_share, 0.01);
}

}  // namespace
}  // namespace copydesk
