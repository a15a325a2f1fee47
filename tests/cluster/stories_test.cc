#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

Match Tells(Match match, double probability, std::vector<SharedTerm> terms = {}) {
  match.same_story = probability;
  match.terms = std::move(terms);
  match.model = "m-0123456789abcdef";
  return match;
}

Match Told(const std::string& a, const std::string& b, double probability, std::vector<SharedTerm> terms = {}) {
  return Tells({.a = Named(std::min(a, b)), .b = Named(std::max(a, b)), .comparison = {}}, probability,
               std::move(terms));
}

Stories StoriesOf(const std::vector<Match>& matches, double threshold = 0.5) {
  return ClusterStories(matches, ClusterMatches(matches), threshold);
}

std::vector<std::string> MembersOf(const Story& story) {
  std::vector<std::string> names;
  for (const StoryMember& member : story.members) {
    names.push_back(member.cluster.empty() ? member.block.document : "cluster of " + member.block.document);
  }
  return names;
}

TEST(ClusterStories, CentreTermsAndMembers) {
  const std::vector<Match> matches = {
      Told("a", "b", 0.9, {{"bell", 0.5}, {"river", 0.25}}),
      Told("b", "c", 0.75, {{"bell", 0.25}, {"divers", 0.25}}),
      Told("c", "a", 0.5, {{"bell", 0.25}}),
      Told("x", "y", 0.4, {{"census", 0.5}}),
  };
  const Stories stories = StoriesOf(matches);
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_THAT(stories[0].name, StartsWith("s-"));
  EXPECT_THAT(stories[0].name, SizeIs(18));
  EXPECT_EQ(stories[0].centre, Named("b"));
  EXPECT_THAT(MembersOf(stories[0]), ElementsAre("b", "a", "c"));
  EXPECT_EQ(stories[0].members[0].score, 1);
  EXPECT_NEAR(stories[0].members[1].score, 0.9, 1e-9);
  EXPECT_NEAR(stories[0].members[2].score, 0.75, 1e-9);
  // Mean weights over the three pairs; each word is shared by two of the three at least.
  ASSERT_THAT(stories[0].terms, SizeIs(3));
  EXPECT_EQ(stories[0].terms[0].word, "bell");
  EXPECT_NEAR(stories[0].terms[0].weight, 1.0 / 3, 1e-6);
  EXPECT_EQ(stories[0].terms[1].word, "divers");
  EXPECT_EQ(stories[0].terms[2].word, "river");
  EXPECT_THAT(StoriesOf(matches, 0.4), SizeIs(2));
  EXPECT_THAT(StoriesOf(matches, 0.95), IsEmpty());
}

TEST(ClusterStories, WordsOfAFewMembersAreLeftOut) {
  std::vector<Match> matches;
  const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      matches.push_back(Told(names[i], names[j], 0.9, {{"bell", 0.1}}));
      if (i == 0 && j == 1) matches.back().terms.push_back({"rare", 0.9});
    }
  }
  const Stories stories = StoriesOf(matches);
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_THAT(stories[0].terms, SizeIs(1));
}

TEST(ClusterStories, ADuplicateClusterIsOneMemberAndNoStoryAlone) {
  std::vector<Match> matches = {Tells(Near("a", "b"), 0.99), Tells(Near("b", "c"), 0.98), Tells(Near("a", "c"), 0.97)};
  EXPECT_THAT(StoriesOf(matches), IsEmpty());
  // One other text tells it, as two of the three pairs say; the third was not compared.
  matches.push_back(Told("a", "x", 0.8));
  matches.push_back(Told("c", "x", 0.6));
  const Stories stories = StoriesOf(matches);
  ASSERT_THAT(stories, SizeIs(1));
  const Clusters clusters = ClusterMatches(matches);
  ASSERT_THAT(clusters, SizeIs(1));
  ASSERT_THAT(stories[0].members, SizeIs(2));
  EXPECT_EQ(stories[0].members[0].cluster, clusters[0].name);
  EXPECT_EQ(stories[0].members[0].block, clusters[0].centre);
  EXPECT_EQ(stories[0].members[1].block, Named("x"));
  EXPECT_NEAR(stories[0].members[1].score, 0.7, 1e-9);
}

TEST(ClusterStories, TwoDuplicateClustersAreAStory) {
  const std::vector<Match> matches = {Exact("a", "b"), Exact("x", "y"), Told("b", "x", 0.9)};
  const Stories stories = StoriesOf(matches);
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_THAT(MembersOf(stories[0]), ElementsAre("cluster of a", "cluster of x"));
}

// A score needs no text.
TEST(ClusterStories, UnverifiedMatchesTellStoriesToo) {
  EXPECT_THAT(StoriesOf({Tells(Unverified("a", "b"), 0.8)}), SizeIs(1));
  EXPECT_THAT(StoriesOf({Unverified("a", "b")}), IsEmpty());
}

TEST(ClusterStories, NamesDependOnMembersAlone) {
  const auto name = [](const std::vector<Match>& matches) { return StoriesOf(matches).at(0).name; };
  const std::string expected = name({Told("a", "b", 0.9)});
  EXPECT_EQ(name({Told("a", "b", 0.6, {{"bell", 1}})}), expected);
  EXPECT_NE(name({Told("a", "c", 0.9)}), expected);
  EXPECT_NE(name({Told("a", "b", 0.9), Told("a", "c", 0.9), Told("b", "c", 0.9)}), expected);
  EXPECT_EQ(expected, "s-" + ClusterMatches(std::vector<Match>{Exact("a", "b")}).at(0).name.substr(2));
}

TEST(ClusterStories, DoNotDependOnTheOrderOfMatches) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Match> matches = RandomMatches(random);
    for (Match& match : matches) {
      if (random() % 4 == 0) continue;
      match.same_story = static_cast<double>(random() % 1000) / 1000;
      for (std::uint64_t i = random() % 4; i > 0; --i) {
        match.terms.push_back(
            {std::string(1, static_cast<char>('a' + random() % 5)), static_cast<double>(random() % 1000) / 777});
      }
    }
    StoryBounds bounds;
    for (const Match& match : matches) {
      if (random() % 5 == 0) bounds.blocks.push_back(match.a);
      if (random() % 9 == 0 && !match.same_story.has_value()) bounds.below.emplace_back(match.a, match.b);
    }
    const Clusters clusters = ClusterMatches(matches);
    const Stories expected = ClusterStories(matches, clusters, 0.5, bounds);
    found += expected.size();
    std::set<std::string> clustered;
    std::set<BlockName> members;
    for (const Story& story : expected) {
      EXPECT_GE(story.members.size(), 2u);
      EXPECT_EQ(story.members[0].block, story.centre);
      EXPECT_TRUE(std::is_sorted(story.members.begin() + 1, story.members.end(),
                                 [](const StoryMember& x, const StoryMember& y) { return x.block < y.block; }));
      for (const StoryMember& member : story.members) {
        EXPECT_TRUE(members.insert(member.block).second) << "a block is in one story only";
        if (!member.cluster.empty()) {
          EXPECT_TRUE(clustered.insert(member.cluster).second);
        }
      }
    }
    std::shuffle(matches.begin(), matches.end(), random);
    std::shuffle(bounds.blocks.begin(), bounds.blocks.end(), random);
    ASSERT_EQ(ClusterStories(matches, clusters, 0.5, bounds), expected) << "seed " << seed;
  }
  EXPECT_GT(found, 50u);
}

}  // namespace
}  // namespace copydesk
