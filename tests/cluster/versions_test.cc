// Which texts are versions of one text, and in which order.
#include "copydesk/versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cluster/cluster_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

// A match of two versions; a relation of any kind will do.
Match VersionsOf(const std::string& a, const std::string& b, double equivalence = 0.875) {
  Match match = Contains(a, b, 0.9);
  match.comparison.equivalence = equivalence;
  return match;
}

VersionGroups Group(const std::vector<Match>& matches, const std::map<std::string, std::int64_t>& times) {
  absl::StatusOr<VersionGroups> groups =
      GroupVersions(MatchSpan(matches), [&](const BlockName& block) -> absl::StatusOr<std::optional<std::int64_t>> {
        const auto time = times.find(block.document);
        return time == times.end() ? std::nullopt : std::optional(time->second);
      });
  EXPECT_TRUE(groups.ok()) << groups.status().message();
  return groups.ok() ? *std::move(groups) : VersionGroups();
}

std::vector<std::pair<std::uint32_t, std::string>> Numbers(const VersionGroup& group) {
  std::vector<std::pair<std::uint32_t, std::string>> numbers;
  numbers.reserve(group.members.size());
  for (const TextVersion& version : group.members) numbers.emplace_back(version.number, version.block.document);
  return numbers;
}

TEST(VersionsTest, AnUpdateAndACorrectionStandInOrderOfTime) {
  const VersionGroups groups = Group(
      {VersionsOf("story", "update"), VersionsOf("correction", "update"), VersionsOf("correction", "story", 0.75)},
      {{"story", 100}, {"update", 300}, {"correction", 200}});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(Numbers(groups[0]), ElementsAre(Pair(1, "story"), Pair(2, "correction"), Pair(3, "update")));
  EXPECT_EQ(groups[0].name.substr(0, 2), "v-");
  EXPECT_EQ(groups[0].centre, Named("update"));
  EXPECT_EQ(groups[0].members[0].equivalence, 0.875);
  EXPECT_EQ(groups[0].members[2].equivalence, 1);
}

TEST(VersionsTest, ACorrectionOfNumbersIsAVersion) {
  Match correction = VersionsOf("story", "correction");
  correction.comparison.numbers_differ = true;
  EXPECT_THAT(Group({correction}, {{"story", 1}, {"correction", 2}}), SizeIs(1));
}

TEST(VersionsTest, CopiesHaveTheNumberOfTheOldestOfThem) {
  const VersionGroups groups =
      Group({Exact("late-copy", "story"), VersionsOf("story", "update"), VersionsOf("late-copy", "update")},
            {{"story", 100}, {"update", 300}, {"late-copy", 900}});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(Numbers(groups[0]), ElementsAre(Pair(1, "story"), Pair(1, "late-copy"), Pair(2, "update")));
}

TEST(VersionsTest, WhatHasNoTimeComesLastWithoutANumber) {
  const VersionGroups groups = Group({VersionsOf("a", "c"), VersionsOf("b", "c")}, {{"b", 7}, {"c", 5}});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(Numbers(groups[0]), ElementsAre(Pair(1, "c"), Pair(2, "b"), Pair(0, "a")));
  EXPECT_FALSE(groups[0].members[2].time.has_value());
}

TEST(VersionsTest, WithoutDifferentTimesThereIsNoOrder) {
  const std::vector<Match> matches = {VersionsOf("a", "b")};
  EXPECT_THAT(Group(matches, {}), IsEmpty());
  EXPECT_THAT(Group(matches, {{"a", 5}}), IsEmpty());
  EXPECT_THAT(Group(matches, {{"a", 5}, {"b", 5}}), IsEmpty());
  EXPECT_THAT(Group({Exact("a", "b")}, {{"a", 5}, {"b", 6}}), IsEmpty());  // copies are one version
}

TEST(VersionsTest, OtherMatchesJoinNothing) {
  Match report = VersionsOf("monday", "tuesday", 0.375);
  report.comparison.numbers_differ = true;
  Match story = VersionsOf("report", "other-words");
  story.comparison.relation = Relation::kNone;
  Match unverified = VersionsOf("x", "y");
  unverified.verified = false;
  Match unknown = VersionsOf("p", "q");
  unknown.comparison.equivalence.reset();
  const std::vector<Match> matches = {report, story, unverified, unknown, VersionsOf("roundup", "story", 0.4375)};
  EXPECT_THAT(Group(matches, {{"monday", 1},
                              {"tuesday", 2},
                              {"report", 1},
                              {"other-words", 2},
                              {"x", 1},
                              {"y", 2},
                              {"p", 1},
                              {"q", 2},
                              {"roundup", 2},
                              {"story", 1}}),
              IsEmpty());
}

TEST(VersionsTest, AnErrorOfATimeIsTheAnswer) {
  const std::vector<Match> matches = {VersionsOf("a", "b")};
  const absl::StatusOr<VersionGroups> groups = GroupVersions(
      MatchSpan(matches),
      [](const BlockName&) -> absl::StatusOr<std::optional<std::int64_t>> { return absl::DataLossError("damaged"); });
  EXPECT_EQ(groups.status(), absl::DataLossError("damaged"));
}

TEST(VersionsTest, TheOrderOfMatchesDoesNotMatter) {
  std::mt19937_64 random(20261126);
  for (int round = 0; round < 50; ++round) {
    std::vector<Match> matches = RandomMatches(random);
    std::map<std::string, std::int64_t> times;
    for (Match& match : matches) {
      if (match.verified) match.comparison.equivalence = 0.25 + static_cast<double>(random() % 48) / 64;
      for (const BlockName* const name : {&match.a, &match.b}) {
        const std::int64_t time = name->document.back() % 5;
        if (time > 0) times[name->document] = time;
      }
    }
    const VersionGroups groups = Group(matches, times);
    std::shuffle(matches.begin(), matches.end(), random);
    ASSERT_EQ(Group(matches, times), groups) << "round " << round;
    for (const VersionGroup& group : groups) {
      // Numbers rise by one at most, from 1; then come those without a number.
      std::uint32_t last = 0;
      bool ended = false;
      for (const TextVersion& version : group.members) {
        ended = ended || version.number == 0;
        ASSERT_EQ(version.number == 0, ended);
        if (ended) continue;
        ASSERT_TRUE(version.number == last || version.number == last + 1);
        last = version.number;
      }
      ASSERT_GE(last, 2U);
    }
  }
}

}  // namespace
}  // namespace copydesk
