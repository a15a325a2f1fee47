// Properties of clusters over random collections of matches, and a plain reference implementation.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

constexpr int kRounds = 400;

using Pair = std::pair<BlockName, BlockName>;

bool Joins(const Match& match) { return match.verified && match.comparison.relation >= Relation::kNear; }

// Members and centres as cluster.h defines them, computed without haste: groups of equal blocks by repeated search,
// then the best centre of what is left, again and again.
class Reference {
 public:
  explicit Reference(const std::vector<Match>& matches) : matches_(matches) {
    for (const Match& match : matches) {
      if (!match.verified) continue;
      blocks_.insert(match.a);
      blocks_.insert(match.b);
    }
    for (const BlockName& block : blocks_) group_[block] = block;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Match& match : matches) {
        if (!Joins(match) || match.comparison.relation != Relation::kExact) continue;
        const BlockName first = std::min(group_[match.a], group_[match.b]);
        changed = changed || group_[match.a] != first || group_[match.b] != first;
        group_[match.a] = group_[match.b] = first;
      }
    }
    for (const BlockName& block : blocks_) free_.insert(group_[block]);
  }

  // Centre -> members.
  std::map<BlockName, std::set<BlockName>> Clusters() {
    std::map<BlockName, std::set<BlockName>> clusters;
    while (const std::optional<BlockName> centre = BestCentre()) {
      std::set<BlockName> groups = {*centre};
      for (const auto& [other, score] : Neighbours(*centre)) groups.insert(other);
      for (const BlockName& group : groups) {
        AddGroup(group, &clusters[*centre]);
        free_.erase(group);
      }
    }
    for (const BlockName& group : free_) {
      std::set<BlockName> members;
      AddGroup(group, &members);
      if (members.size() > 1) clusters[group] = members;
    }
    return clusters;
  }

 private:
  std::map<BlockName, double> Neighbours(const BlockName& group) {
    std::map<BlockName, double> scores;
    for (const Match& match : matches_) {
      if (!Joins(match) || match.comparison.relation != Relation::kNear) continue;
      const BlockName a = group_[match.a];
      const BlockName b = group_[match.b];
      if (a == b || (a != group && b != group)) continue;
      const BlockName& other = a == group ? b : a;
      if (!free_.contains(other)) continue;
      const Comparison& comparison = match.comparison;
      double& score = scores[other];
      score = std::max({score, comparison.jaccard, std::min(comparison.share[0], comparison.share[1])});
    }
    return scores;
  }

  std::optional<BlockName> BestCentre() {
    std::optional<BlockName> best;
    std::pair<std::size_t, double> best_standing = {0, 0};
    for (const BlockName& group : free_) {  // by name: the first of equals stays
      double sum = 0;
      const auto neighbours = Neighbours(group);
      for (const auto& [other, score] : neighbours) sum += score;
      if (std::pair(neighbours.size(), sum) > best_standing) {
        best = group;
        best_standing = {neighbours.size(), sum};
      }
    }
    return best;
  }

  void AddGroup(const BlockName& group, std::set<BlockName>* members) {
    for (const BlockName& block : blocks_) {
      if (group_[block] == group) members->insert(block);
    }
  }

  const std::vector<Match>& matches_;
  std::set<BlockName> blocks_;
  std::map<BlockName, BlockName> group_;  // block -> first block of its group
  std::set<BlockName> free_;              // groups in no cluster yet
};

class DuplicateClustersTest : public testing::TestWithParam<unsigned> {
 protected:
  std::mt19937_64 random_{GetParam()};
};

TEST_P(DuplicateClustersTest, AgreeWithTheReference) {
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", round " << round);
    const std::vector<Match> matches = RandomMatches(random_);
    std::map<BlockName, std::set<BlockName>> found;
    for (const Cluster& cluster : ClusterMatches(matches)) {
      for (const ClusterMember& member : cluster.members) found[cluster.centre].insert(member.block);
    }
    ASSERT_EQ(found, Reference(matches).Clusters());
  }
}

TEST_P(DuplicateClustersTest, EveryMemberHasAMatchWithTheCentreAndIsInOneCluster) {
  std::size_t members = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", round " << round);
    const std::vector<Match> matches = RandomMatches(random_);
    std::map<Pair, Relation> relations;
    for (const Match& match : matches) {
      if (!Joins(match)) continue;
      relations[{match.a, match.b}] = match.comparison.relation;
      relations[{match.b, match.a}] = match.comparison.relation;
    }
    std::set<BlockName> seen;
    for (const Cluster& cluster : ClusterMatches(matches)) {
      ASSERT_GE(cluster.members.size(), 2U);
      ASSERT_EQ(cluster.members.front().block, cluster.centre);
      ASSERT_TRUE(std::is_sorted(cluster.members.begin() + 1, cluster.members.end(),
                                 [](const auto& x, const auto& y) { return x.block < y.block; }));
      for (const ClusterMember& member : cluster.members) {
        ASSERT_TRUE(seen.insert(member.block).second) << member.block.document << " is in two clusters";
        if (member.block == cluster.centre) continue;
        const auto relation = relations.find({cluster.centre, member.block});
        ASSERT_NE(relation, relations.end()) << member.block.document << " has no match with the centre";
        ASSERT_EQ(member.relation, relation->second);
        ++members;
      }
    }
  }
  EXPECT_GT(members, 100U);
}

TEST_P(DuplicateClustersTest, TheOrderOfMatchesDoesNotMatter) {
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", round " << round);
    std::vector<Match> matches = RandomMatches(random_);
    const Clusters clusters = ClusterMatches(matches);
    ASSERT_TRUE(std::is_sorted(clusters.begin(), clusters.end(),
                               [](const Cluster& x, const Cluster& y) { return x.name < y.name; }));
    std::shuffle(matches.begin(), matches.end(), random_);
    ASSERT_EQ(ClusterMatches(matches), clusters);
    // Nor does it matter that a match comes twice.
    matches.insert(matches.end(), matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(matches.size() / 2));
    ASSERT_EQ(ClusterMatches(matches), clusters);
  }
}

TEST_P(DuplicateClustersTest, AttachedBlocksAreInNoClusterAndAttachedOnce) {
  std::size_t attachments = 0;
  std::size_t containers = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", round " << round);
    const Clusters clusters = ClusterMatches(RandomMatches(random_));
    std::map<BlockName, std::string> cluster_of;
    for (const Cluster& cluster : clusters) {
      for (const ClusterMember& member : cluster.members) cluster_of[member.block] = cluster.name;
    }
    std::set<BlockName> attached;
    for (const Cluster& cluster : clusters) {
      for (const Attachment& attachment : cluster.attached) {
        ASSERT_FALSE(cluster_of.contains(attachment.block));
        ASSERT_EQ(cluster_of[attachment.within], cluster.name);
        ASSERT_TRUE(attached.insert(attachment.block).second);
        ++attachments;
      }
      for (const Container& container : cluster.part_of) {
        ASSERT_NE(container.cluster, cluster.name);
        const auto holder = cluster_of.find(container.block);
        ASSERT_EQ(container.cluster, holder == cluster_of.end() ? "" : holder->second);
        ++containers;
      }
    }
  }
  EXPECT_GT(attachments, 20U);
  EXPECT_GT(containers, 20U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DuplicateClustersTest, testing::Values(1U, 20260301U, 77U));

}  // namespace
}  // namespace copydesk
