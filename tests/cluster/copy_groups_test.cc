// Which articles an audit puts together.
#include "cluster/copy_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cluster/cluster_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

Match OverlapOf(const std::string& a, const std::string& b, double share_a, double share_b) {
  Match match = Mutual(a, b, share_a, share_b);
  match.comparison.relation = Relation::kOverlap;
  match.comparison.direction = Direction::kNone;
  return match;
}

// "a version, b cut": the members of each group.
std::vector<std::string> Groups(const std::vector<Match>& matches, const std::string& not_an_article = "") {
  const MatchEdges edges = MatchEdges::Of(matches);
  std::vector<std::string> described;
  for (const CopyGroupBlocks& group :
       GroupCopies(edges, [&](const BlockName& name) { return name.document != not_an_article; })) {
    std::string members;
    for (const CopyGroupMember& member : group.members) {
      if (!members.empty()) members += ", ";
      members += edges.names()[member.block].document + " " + std::string(GroupRoleName(member.role));
    }
    described.push_back(std::move(members));
  }
  std::sort(described.begin(), described.end());
  return described;
}

TEST(CopyGroups, CopiesAndUpdatesAreVersions) {
  Match update = Contains("a", "c", 0.9);
  update.comparison.equivalence = 0.8;
  EXPECT_THAT(Groups({Exact("a", "b"), Near("a", "d"), update}),
              ElementsAre("a version, b version, c version, d version"));
}

TEST(CopyGroups, ACutIsWithWhatItIsCutFrom) {
  EXPECT_THAT(Groups({Near("a", "b"), Contains("c", "a", 0.9)}), ElementsAre("a version, b version, c cut"));
  // Of what has more of it, however long that is.
  EXPECT_THAT(Groups({Near("a", "b"), Near("d", "e"), Contains("c", "a", 0.6), Contains("c", "d", 0.9)}),
              ElementsAre("a container, c cut, d version, e version", "a version, b version"));
}

TEST(CopyGroups, ChainsOfCutsLeadToTheLongestText) {
  EXPECT_THAT(Groups({Contains("a", "b", 0.9), Contains("b", "c", 0.8), Contains("a", "c", 0.7)}),
              ElementsAre("a cut, b cut, c version"));
}

TEST(CopyGroups, ARoundupIsWithEachOfItsStories) {
  EXPECT_THAT(Groups({Near("a", "b"), Near("c", "d"), Contains("a", "r", 1), Contains("c", "r", 1)}),
              ElementsAre("a version, b version, r container", "c version, d version, r container"));
}

TEST(CopyGroups, OverlapsOfTextsThatAreInNoGroup) {
  EXPECT_THAT(Groups({OverlapOf("a", "m", 0.4, 0.3), OverlapOf("b", "m", 0.45, 0.3)}),
              ElementsAre("a overlap, b overlap, m overlap"));
  // A mixture of two stories is in the groups of both, and joins neither to the other.
  EXPECT_THAT(Groups({Near("a", "b"), Near("c", "d"), OverlapOf("a", "m", 0.4, 0.3), OverlapOf("c", "m", 0.4, 0.3)}),
              ElementsAre("a version, b version, m overlap", "c version, d version, m overlap"));
  // So little in common is a passage, and no copy.
  EXPECT_THAT(Groups({OverlapOf("a", "m", 0.19, 0.1)}), IsEmpty());
}

TEST(CopyGroups, WhatJoinsNothing) {
  Match form = Near("a", "b");
  form.comparison.numbers_differ = true;
  Match quote = Mutual("c", "d", 0.9, 0.9);
  quote.comparison.relation = Relation::kQuote;
  EXPECT_THAT(Groups({form, quote, Unverified("e", "f")}), IsEmpty());
  EXPECT_THAT(Groups({Near("a", "teaser")}, "teaser"), IsEmpty());
  EXPECT_THAT(Groups({}), IsEmpty());
}

TEST(CopyGroups, NamesAndMembersDoNotDependOnTheOrder) {
  std::mt19937 random(7);
  std::vector<Match> matches;
  for (int i = 0; i < 120; ++i) {
    const std::string a = "n" + std::to_string(random() % 40);
    const std::string b = "n" + std::to_string(random() % 40);
    if (a == b) continue;
    const auto [first, second] = std::minmax(a, b);
    const bool seen = std::any_of(matches.begin(), matches.end(), [&first = first, &second = second](const Match& m) {
      return std::minmax(m.a.document, m.b.document) ==
             std::pair<const std::string&, const std::string&>(first, second);
    });
    if (seen) continue;
    switch (random() % 3) {
      case 0:
        matches.push_back(Near(first, second));
        break;
      case 1:
        matches.push_back(OverlapOf(first, second, 0.4, 0.3));
        break;
      default:
        matches.push_back(Exact(first, second));
        break;
    }
  }
  const std::vector<std::string> groups = Groups(matches);
  EXPECT_FALSE(groups.empty());
  for (int i = 0; i < 5; ++i) {
    std::shuffle(matches.begin(), matches.end(), random);
    EXPECT_EQ(Groups(matches), groups);
  }
}

}  // namespace
}  // namespace copydesk
