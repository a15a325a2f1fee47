// Which blocks are joined, around which centre, and what the clusters are called.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Clusters ClustersOf(const std::vector<Match>& matches) { return ClusterMatches(matches); }

TEST(StarClustersTest, NoMatchesGiveNoClusters) { EXPECT_THAT(ClustersOf({}), IsEmpty()); }

TEST(StarClustersTest, OtherRelationsJoinNothing) {
  std::vector<Match> matches = {Contains("a", "b"), Mutual("c", "d", 0.6, 0.6)};
  for (const Relation relation : {Relation::kOverlap, Relation::kQuote, Relation::kNone}) {
    Match match = Near("e", "f");
    match.comparison.relation = relation;
    matches.push_back(match);
  }
  EXPECT_THAT(ClustersOf(matches), IsEmpty());
}

TEST(StarClustersTest, IssuesOfARecurringReportStayApart) {
  Match monday_tuesday = Near("monday", "tuesday", 0.9);
  monday_tuesday.comparison.numbers_differ = true;
  EXPECT_THAT(ClustersOf({monday_tuesday}), IsEmpty());
  // Copies of one issue are a cluster, without the other issue.
  const Clusters clusters = ClustersOf({monday_tuesday, Near("monday", "monday-again")});
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_THAT(Members(clusters[0]), ElementsAre("monday", "monday-again"));
}

TEST(StarClustersTest, AChainDoesNotPutItsEndsTogetherWithoutTheMiddleAsCentre) {
  const Clusters three = ClustersOf({Near("a", "b"), Near("b", "c")});
  ASSERT_THAT(three, SizeIs(1));
  EXPECT_EQ(three[0].centre, Named("b"));  // both ends have a match with b
  EXPECT_THAT(Members(three[0]), ElementsAre("b", "a", "c"));

  // Four in a row: d has no match with the centre and stays alone.
  const Clusters four = ClustersOf({Near("a", "b"), Near("b", "c"), Near("c", "d")});
  ASSERT_THAT(four, SizeIs(1));
  EXPECT_THAT(Members(four[0]), ElementsAre("b", "a", "c"));

  const Clusters five = ClustersOf({Near("a", "b"), Near("b", "c"), Near("c", "d"), Near("d", "e")});
  ASSERT_THAT(five, SizeIs(2));
  EXPECT_THAT(Members(ClusterOf(five, "a")), ElementsAre("b", "a", "c"));
  EXPECT_THAT(Members(ClusterOf(five, "e")), ElementsAre("d", "e"));
}

TEST(StarClustersTest, CentreHasMostNeighboursThenTheLargestSumThenTheFirstName) {
  EXPECT_EQ(ClustersOf({Near("a", "z", 0.75), Near("b", "z", 0.75)})[0].centre, Named("z"));
  // A triangle: all have two neighbours. b's scores are the largest, then nobody's are.
  EXPECT_EQ(ClustersOf({Near("a", "b", 0.9), Near("b", "c", 0.9), Near("a", "c", 0.8)})[0].centre, Named("b"));
  EXPECT_EQ(ClustersOf({Near("c", "b", 0.9), Near("b", "a", 0.9), Near("a", "c", 0.9)})[0].centre, Named("a"));
}

TEST(StarClustersTest, StandingsFallAsNeighboursAreTaken) {
  // h has four neighbours but g has five, three of them h's: what is left of h is smaller than k.
  const Clusters clusters =
      ClustersOf({Near("g", "1"), Near("g", "2"), Near("g", "3"), Near("g", "4"), Near("g", "5"), Near("h", "1"),
                  Near("h", "2"), Near("h", "3"), Near("h", "k"), Near("k", "m"), Near("k", "n")});
  ASSERT_THAT(clusters, SizeIs(2));
  EXPECT_THAT(Members(ClusterOf(clusters, "g")), ElementsAre("g", "1", "2", "3", "4", "5"));
  EXPECT_THAT(Members(ClusterOf(clusters, "h")), ElementsAre("k", "h", "m", "n"));
}

TEST(StarClustersTest, MembersCarryTheirRelationToTheCentre) {
  const Clusters clusters = ClustersOf({Near("a", "b", 0.5, 0.9, 0.7), Near("b", "c", 0.8, 0.6, 0.95)});
  ASSERT_THAT(clusters, SizeIs(1));
  // score: the larger of Jaccard and the share of the longer text; share_kept: of the centre's tokens.
  const ClusterMember centre{.block = Named("b")};
  const ClusterMember a{.block = Named("a"), .relation = Relation::kNear, .score = 0.7, .share_kept = 0.7};
  const ClusterMember c{.block = Named("c"), .relation = Relation::kNear, .score = 0.8, .share_kept = 0.6};
  EXPECT_THAT(clusters[0].members, ElementsAre(centre, a, c));
  EXPECT_EQ(centre.relation, Relation::kExact);
  EXPECT_EQ(centre.share_kept, 1);
}

TEST(StarClustersTest, ExactGroupsCollapse) {
  // One near match of one copy is enough for all: the contents are the same.
  const Clusters clusters = ClustersOf({Exact("a1", "a2"), Exact("a2", "a3"), Near("a2", "b1"), Exact("b1", "b2")});
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_EQ(clusters[0].centre, Named("a1"));
  EXPECT_THAT(Members(clusters[0]), ElementsAre("a1", "a2", "a3", "b1", "b2"));
  EXPECT_EQ(clusters[0].members[2].relation, Relation::kExact);
  EXPECT_EQ(clusters[0].members[3].relation, Relation::kNear);
  EXPECT_EQ(clusters[0].members[4].relation, Relation::kNear);
  // A group counts as one neighbour, however many copies it has: c has two neighbours, a's group only one.
  const Clusters groups = ClustersOf({Exact("a1", "a2"), Exact("a2", "a3"), Near("a1", "c"), Near("c", "d")});
  EXPECT_EQ(ClusterOf(groups, "c").centre, Named("c"));
}

TEST(StarClustersTest, EqualBlocksWhoseNeighboursAreTakenStayTogether) {
  const Clusters clusters = ClustersOf({Near("hub", "p"), Near("hub", "q"), Near("p", "x1"), Exact("x1", "x2")});
  ASSERT_THAT(clusters, SizeIs(2));
  EXPECT_THAT(Members(ClusterOf(clusters, "x1")), ElementsAre("x1", "x2"));
}

TEST(StarClustersTest, UnverifiedMatchesNeverEnter) {
  EXPECT_THAT(ClustersOf({Unverified("a", "b")}), IsEmpty());
  // Whatever relation such a match claims.
  for (Match match : {Exact("a", "b"), Near("a", "b"), Contains("a", "b")}) {
    match.verified = false;
    EXPECT_THAT(ClustersOf({match}), IsEmpty());
    const Clusters clusters = ClustersOf({match, Near("b", "c")});
    ASSERT_THAT(clusters, SizeIs(1));
    EXPECT_THAT(Members(clusters[0]), ElementsAre("b", "c"));
    EXPECT_THAT(clusters[0].part_of, IsEmpty());
    EXPECT_THAT(clusters[0].attached, IsEmpty());
  }
}

TEST(StarClustersTest, BlocksOfOneDocumentAreApart) {
  Match match = Near("page", "page");
  match.b.block = "1.2";
  const Clusters clusters = ClustersOf({match});
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_EQ(clusters[0].members[1].block, (BlockName{.document = "page", .block = "1.2"}));
}

TEST(StarClustersTest, NamesDependOnTheMembersAlone) {
  const std::string name = ClustersOf({Near("a", "b", 0.7), Near("b", "c", 0.7)})[0].name;
  EXPECT_THAT(name, testing::MatchesRegex("d-[0-9a-f]{16}"));
  // Other scores, another centre, a container: the same members.
  EXPECT_EQ(ClustersOf({Exact("a", "b"), Near("a", "c", 0.9), Contains("b", "x")})[0].name, name);
  // Other members; the same letters cut differently; a block instead of a document.
  std::vector<std::string> names = {name, ClustersOf({Near("a", "b")})[0].name, ClustersOf({Near("ab", "c")})[0].name,
                                    ClustersOf({Near("a", "bc")})[0].name, ClustersOf({Near("a", "b0")})[0].name};
  Match block = Near("a", "b");
  block.b.block = "00";
  names.push_back(ClustersOf({block})[0].name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  // The name is stored by users: a change to it has to be a decision rather than an accident.
  EXPECT_EQ(name, "d-c4696914a8a16061");
}

}  // namespace
}  // namespace copydesk
