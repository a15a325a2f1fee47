// What clusters are part of, and what is attached to them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Clusters With(std::vector<Match> matches, const std::vector<Match>& more) {
  matches.insert(matches.end(), more.begin(), more.end());
  return ClusterMatches(matches);
}

// Clusters {a1, a2} and {b1, b2}.
Clusters TwoClustersAnd(const std::vector<Match>& more) { return With({Near("a1", "a2"), Exact("b1", "b2")}, more); }

TEST(AttachmentTest, AClusterIsPartOfAnotherByItsLargestShare) {
  const Clusters clusters =
      TwoClustersAnd({Contains("a1", "b1", 0.5), Contains("a2", "b2", 0.9), Contains("a1", "b2", 0.9)});
  ASSERT_THAT(clusters, SizeIs(2));
  const Container expected{.cluster = ClusterOf(clusters, "b1").name, .block = Named("b2"), .share = 0.9};
  EXPECT_THAT(ClusterOf(clusters, "a1").part_of, ElementsAre(expected));
  EXPECT_THAT(ClusterOf(clusters, "b1").part_of, IsEmpty());
  EXPECT_THAT(ClusterOf(clusters, "b1").attached, IsEmpty());
}

TEST(AttachmentTest, ContainersOfOneShareAreToldApartByName) {
  const Clusters clusters = TwoClustersAnd({Contains("a1", "b2", 0.75), Contains("a1", "b1", 0.75)});
  ASSERT_THAT(ClusterOf(clusters, "a1").part_of, SizeIs(1));
  EXPECT_EQ(ClusterOf(clusters, "a1").part_of[0].block, Named("b1"));
}

TEST(AttachmentTest, AContainerMayBeInNoCluster) {
  const Clusters clusters = TwoClustersAnd({Contains("a1", "roundup", 0.75)});
  EXPECT_THAT(ClusterOf(clusters, "a1").part_of,
              ElementsAre(Container{.cluster = "", .block = Named("roundup"), .share = 0.75}));
}

TEST(AttachmentTest, SeveralContainersComeByShareThenName) {
  const Clusters clusters = TwoClustersAnd(
      {Contains("a1", "z", 0.5), Contains("a2", "y", 0.5), Contains("a1", "b1", 0.75), Contains("a1", "x", 0.9)});
  const std::vector<Container>& part_of = ClusterOf(clusters, "a1").part_of;
  ASSERT_THAT(part_of, SizeIs(4));
  EXPECT_EQ(part_of[0].block, Named("x"));
  EXPECT_EQ(part_of[1].block, Named("b1"));
  EXPECT_EQ(part_of[1].cluster, ClusterOf(clusters, "b1").name);
  EXPECT_EQ(part_of[2].block, Named("y"));
  EXPECT_EQ(part_of[3].block, Named("z"));
}

TEST(AttachmentTest, ARoundupDoesNotMergeWhatItContains) {
  const Clusters clusters = TwoClustersAnd({Contains("a1", "roundup"), Contains("b1", "roundup")});
  ASSERT_THAT(clusters, SizeIs(2));
  EXPECT_THAT(Members(ClusterOf(clusters, "a1")), ElementsAre("a1", "a2"));
  EXPECT_THAT(Members(ClusterOf(clusters, "b1")), ElementsAre("b1", "b2"));
}

TEST(AttachmentTest, ClustersThatContainEachOtherSayBoth) {
  const Clusters clusters = TwoClustersAnd({Mutual("a1", "b1", 0.6, 0.7)});
  const Cluster a = ClusterOf(clusters, "a1");
  const Cluster b = ClusterOf(clusters, "b1");
  EXPECT_THAT(a.part_of, ElementsAre(Container{.cluster = b.name, .block = Named("b1"), .share = 0.6}));
  EXPECT_THAT(b.part_of, ElementsAre(Container{.cluster = a.name, .block = Named("a1"), .share = 0.7}));
}

TEST(AttachmentTest, MutualContainmentWithABlockInNoClusterAttachesAndIsPartOf) {
  const Clusters clusters = TwoClustersAnd({Mutual("a1", "x", 0.6, 0.7)});
  const Cluster a = ClusterOf(clusters, "a1");
  EXPECT_THAT(a.part_of, ElementsAre(Container{.cluster = "", .block = Named("x"), .share = 0.6}));
  EXPECT_THAT(a.attached, ElementsAre(Attachment{.block = Named("x"), .within = Named("a1"), .share = 0.7}));
}

TEST(AttachmentTest, ContainmentInsideAClusterSaysNothing) {
  const Clusters clusters = TwoClustersAnd({Contains("a1", "a2", 0.75), Mutual("b1", "b2", 0.75, 0.75)});
  for (const Cluster& cluster : clusters) {
    EXPECT_THAT(cluster.part_of, IsEmpty());
    EXPECT_THAT(cluster.attached, IsEmpty());
  }
}

TEST(AttachmentTest, ABlockIsAttachedToItsBestContainerOnly) {
  const Clusters clusters =
      TwoClustersAnd({Contains("cut", "a1", 0.75), Contains("cut", "b1", 0.9), Contains("cut", "b2", 0.9)});
  EXPECT_THAT(ClusterOf(clusters, "a1").attached, IsEmpty());
  EXPECT_THAT(ClusterOf(clusters, "b1").attached,
              ElementsAre(Attachment{.block = Named("cut"), .within = Named("b1"), .share = 0.9}));
}

TEST(AttachmentTest, ABlockWhoseBestContainerIsInNoClusterIsNotAttached) {
  const Clusters clusters = TwoClustersAnd({Contains("cut", "a1", 0.75), Contains("cut", "roundup", 0.9)});
  EXPECT_THAT(ClusterOf(clusters, "a1").attached, IsEmpty());
}

TEST(AttachmentTest, AttachedBlocksComeByName) {
  const Clusters clusters = TwoClustersAnd({Contains("z", "a1", 0.9), Contains("c", "a2", 0.5)});
  const std::vector<Attachment>& attached = ClusterOf(clusters, "a1").attached;
  ASSERT_THAT(attached, SizeIs(2));
  EXPECT_EQ(attached[0], (Attachment{.block = Named("c"), .within = Named("a2"), .share = 0.5}));
  EXPECT_EQ(attached[1], (Attachment{.block = Named("z"), .within = Named("a1"), .share = 0.9}));
}

TEST(AttachmentTest, ContainmentAloneMakesNoCluster) {
  EXPECT_THAT(ClusterMatches(std::vector<Match>{Contains("a", "b"), Mutual("c", "d", 0.6, 0.6)}), IsEmpty());
}

TEST(AttachmentTest, AShareOfNothingStillNamesItsContainer) {
  const Clusters clusters = TwoClustersAnd({Contains("a1", "b1", 0)});
  const Container expected{.cluster = ClusterOf(clusters, "b1").name, .block = Named("b1"), .share = 0};
  EXPECT_THAT(ClusterOf(clusters, "a1").part_of, ElementsAre(expected));
}

}  // namespace
}  // namespace copydesk
