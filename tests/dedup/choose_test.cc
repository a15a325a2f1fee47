// Which records go: by hand for the rules, and against an independent reading of them on random graphs.
#include "dedup/choose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "00", "01", ...: names in the order of their numbers.
BlockName Name(std::uint32_t number) { return {.document = absl::StrFormat("%02d", number), .block = ""}; }

Match MatchOf(std::uint32_t a, std::uint32_t b, Relation relation, double score = 0.9, double share_a = 0.9,
              double share_b = 0.9) {
  Match match;
  match.a = Name(a);
  match.b = Name(b);
  match.comparison.relation = relation;
  match.comparison.jaccard = relation == Relation::kExact ? 1 : score;
  match.comparison.share = {share_a, share_b};
  if (relation == Relation::kExact) match.comparison.share = {1, 1};
  return match;
}

std::vector<Removal> Choose(const std::vector<Match>& matches, std::vector<std::uint64_t> order = {},
                            const ChooseOptions& options = {}) {
  const MatchEdges edges = MatchEdges::Of(matches);
  order.resize(edges.names().size(), 0);
  auto removals = ChooseRemovals(edges, order, options);
  EXPECT_TRUE(removals.ok()) << removals.status();
  return removals.ok() ? *removals : std::vector<Removal>();
}

TEST(ChooseTest, NothingGoesWithoutMatches) { EXPECT_THAT(Choose({}), IsEmpty()); }

TEST(ChooseTest, OfACopyTheFirstStays) {
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kExact)}), ElementsAre(Removal{1, 0, Relation::kExact, 1}));
}

TEST(ChooseTest, OrLaterOneThatIsPreferred) {
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kExact)}, {7, 3}), ElementsAre(Removal{0, 1, Relation::kExact, 1}));
}

// A chain of likenesses removes nothing that has no like: 2 is like 1, which is gone, and not like 0.
TEST(ChooseTest, AChainIsNoGroup) {
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kNear), MatchOf(1, 2, Relation::kNear)}),
              ElementsAre(Removal{1, 0, Relation::kNear, 0.9}));
}

// Of a large group only the centre has matches: all but the preferred copy go all the same.
TEST(ChooseTest, AStarOfCopiesIsOneClass) {
  const std::vector<Match> star = {MatchOf(0, 2, Relation::kExact), MatchOf(1, 2, Relation::kExact),
                                   MatchOf(2, 3, Relation::kExact)};
  EXPECT_THAT(Choose(star, {5, 1, 5, 5}),
              ElementsAre(Removal{0, 1, Relation::kExact, 1}, Removal{2, 1, Relation::kExact, 1},
                          Removal{3, 1, Relation::kExact, 1}));
}

// The whole class of a text goes for what one of its members is like, also where the others have no match of it.
TEST(ChooseTest, LikenessIsOfClasses) {
  EXPECT_THAT(Choose({MatchOf(0, 2, Relation::kNear, 0.8), MatchOf(1, 2, Relation::kExact)}),
              ElementsAre(Removal{1, 0, Relation::kNear, 0.9}, Removal{2, 0, Relation::kNear, 0.9}));
}

TEST(ChooseTest, TheBestLikeIsNamed) {
  EXPECT_THAT(Choose({MatchOf(0, 2, Relation::kNear, 0.8, 0.7, 0.7), MatchOf(1, 2, Relation::kNear, 0.85, 0.7, 0.7)}),
              ElementsAre(Removal{2, 1, Relation::kNear, 0.85}));
}

TEST(ChooseTest, WhatDoesNotCount) {
  Match unverified = MatchOf(0, 1, Relation::kNear);
  unverified.verified = false;
  EXPECT_THAT(Choose({unverified, MatchOf(2, 3, Relation::kOverlap)}), IsEmpty());
  Match issues = MatchOf(0, 1, Relation::kNear);
  issues.comparison.numbers_differ = true;
  EXPECT_THAT(Choose({issues}), IsEmpty());
  ChooseOptions exact_only;
  exact_only.near = false;
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kNear)}, {}, exact_only), IsEmpty());
  ChooseOptions ignoring;
  ignoring.ignored = {1, 0};
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kExact)}, {}, ignoring), IsEmpty());
  ChooseOptions refusing;
  refusing.confirm = [](std::uint32_t, std::uint32_t, Relation) { return absl::StatusOr<bool>(false); };
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kNear)}, {}, refusing), IsEmpty());
}

TEST(ChooseTest, TheContainedOneGoes) {
  ChooseOptions options;
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kContains, 0.3, 0.95, 0.3)}, {}, options), IsEmpty());
  options.contains = true;
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kContains, 0.3, 0.95, 0.3)}, {}, options),
              ElementsAre(Removal{0, 1, Relation::kContains, 0.95}));
  EXPECT_THAT(Choose({MatchOf(0, 1, Relation::kContains, 0.3, 0.85, 0.3)}, {}, options), IsEmpty());
}

// 0 stays for 1, which is like it and not in 2, though 0 is in 2.
TEST(ChooseTest, WhatOthersWentForStaysUnlessTheyAreContainedToo) {
  ChooseOptions options;
  options.contains = true;
  std::vector<Match> matches = {MatchOf(0, 1, Relation::kNear), MatchOf(0, 2, Relation::kContains, 0.3, 0.95, 0.3)};
  EXPECT_THAT(Choose(matches, {}, options), ElementsAre(Removal{1, 0, Relation::kNear, 0.9}));
  matches.push_back(MatchOf(1, 2, Relation::kContains, 0.3, 0.92, 0.3));
  EXPECT_THAT(Choose(matches, {}, options),
              ElementsAre(Removal{0, 2, Relation::kContains, 0.95}, Removal{1, 2, Relation::kContains, 0.92}));
}

// Greedy, in the order of preference, over classes of equal texts: written anew, without ranks or sorting of edges.
std::set<std::uint32_t> KeptByHand(std::size_t size, const std::vector<Match>& matches,
                                   const std::vector<std::uint64_t>& order) {
  std::vector<std::uint32_t> of_class(size);
  std::iota(of_class.begin(), of_class.end(), 0U);
  const auto number = [](const BlockName& name) { return static_cast<std::uint32_t>(std::stoul(name.document)); };
  for (std::size_t round = 0; round < size; ++round) {
    for (const Match& match : matches) {
      if (match.comparison.relation != Relation::kExact) continue;
      const std::uint32_t low = std::min(of_class[number(match.a)], of_class[number(match.b)]);
      of_class[number(match.a)] = of_class[number(match.b)] = low;
    }
  }
  std::vector<std::uint32_t> sequence(size);
  std::iota(sequence.begin(), sequence.end(), 0U);
  std::stable_sort(sequence.begin(), sequence.end(),
                   [&](std::uint32_t i, std::uint32_t j) { return order[i] < order[j]; });
  std::set<std::uint32_t> kept;
  std::set<std::uint32_t> decided;  // classes
  for (const std::uint32_t i : sequence) {
    if (!decided.insert(of_class[i]).second) continue;
    bool has_like = false;
    for (const Match& match : matches) {
      if (match.comparison.relation != Relation::kNear) continue;
      for (const std::uint32_t other : kept) {
        const std::set<std::uint32_t> pair = {of_class[number(match.a)], of_class[number(match.b)]};
        has_like |= pair == std::set<std::uint32_t>{of_class[i], of_class[other]};
      }
    }
    if (!has_like) kept.insert(i);
  }
  return kept;
}

TEST(ChooseTest, IsTheGreedyChoice) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t end) { return random() % end; };
    const std::uint32_t size = 2 + static_cast<std::uint32_t>(below(12));
    std::vector<Match> matches;
    for (std::uint32_t a = 0; a < size; ++a) {
      for (std::uint32_t b = a + 1; b < size; ++b) {
        const std::uint64_t kind = below(8);
        if (kind == 0) matches.push_back(MatchOf(a, b, Relation::kExact));
        if (kind == 1 || kind == 2) matches.push_back(MatchOf(a, b, Relation::kNear, 0.7 + 0.01 * below(30)));
      }
    }
    std::vector<std::uint64_t> order(size);
    for (std::uint64_t& one : order) one = below(4);
    // Names without a match are none of MatchEdges.
    const MatchEdges edges = MatchEdges::Of(matches);
    std::vector<std::uint64_t> orders;
    std::vector<std::uint32_t> numbers;
    for (const BlockName& name : edges.names()) {
      numbers.push_back(static_cast<std::uint32_t>(std::stoul(name.document)));
      orders.push_back(order[numbers.back()]);
    }
    const std::vector<Removal> removals = *ChooseRemovals(edges, orders, {});
    std::set<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < size; ++i) kept.insert(i);
    for (const Removal& removal : removals) kept.erase(numbers[removal.removed]);
    EXPECT_EQ(kept, KeptByHand(size, matches, order));
    for (const Removal& removal : removals) EXPECT_TRUE(kept.contains(numbers[removal.kept]));
  }
}

}  // namespace
}  // namespace copydesk
