#include "match/story_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace copydesk {
namespace {

std::vector<StoryProfile> RandomProfiles(std::mt19937_64& random, std::size_t count) {
  std::vector<StoryProfile> profiles(count);
  for (StoryProfile& profile : profiles) {
    std::map<std::uint64_t, float> terms;
    for (std::uint64_t i = random() % 12; i > 0; --i) {
      // Few hashes make long lists.
      terms[random() % (1 + random() % 60)] = static_cast<float>(random() % 400) / 1000;
    }
    for (const auto& [hash, weight] : terms) {
      profile.terms.push_back({.hash = hash, .weight = weight, .posted = random() % 3 != 0});
    }
    if (random() % 3 != 0) {
      const auto time = static_cast<std::int64_t>(random() % 200);
      profile.times = {.earliest = time, .latest = time + static_cast<std::int64_t>(random() % 30)};
    }
  }
  return profiles;
}

bool ShareEnough(const StoryProfile& x, const StoryProfile& y) {
  double dot = 0;
  bool has_posted = false;
  for (const WeightedTerm& a : x.terms) {
    for (const WeightedTerm& b : y.terms) {
      if (a.hash != b.hash) continue;
      dot += CandidateProduct(a, b);
      has_posted = has_posted || (a.posted && b.posted);
    }
  }
  return has_posted && dot >= kMinCandidate;
}

TEST(StoryIndex, AgreesWithAllPairs) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<StoryProfile> profiles = RandomProfiles(random, 120);
    const std::optional<std::int64_t> window = seed % 2 == 0 ? std::optional<std::int64_t>(40) : std::nullopt;
    const StoryIndex index(profiles, {}, window);
    EXPECT_EQ(index.stop_terms(), 0u);
    StoryIndex::Scratch scratch(index);
    std::size_t total = 0;
    // Backwards, so that what one call leaves behind would show in the next.
    for (std::uint32_t item = 120; item-- > 0;) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t other = 0; other < item; ++other) {
        const bool share_enough = ShareEnough(profiles[item], profiles[other]);
        ASSERT_EQ(AreCandidates(profiles[item].terms, profiles[other].terms), share_enough);
        if (!share_enough) continue;
        const auto& x = profiles[item].times;
        const auto& y = profiles[other].times;
        const bool apart = window.has_value() && x.has_value() && y.has_value() &&
                           (x->earliest > y->latest + *window || y->earliest > x->latest + *window);
        if (!apart) expected.push_back(other);
      }
      const StoryIndex::Partners partners = index.PartnersOf(item, &scratch);
      ASSERT_EQ(partners.items, expected) << "seed " << seed << ", item " << item;
      EXPECT_FALSE(partners.is_bounded);
      total += expected.size();
    }
    EXPECT_GT(total, 100u);
  }
}

std::vector<StoryProfile> OneEvent(std::size_t count) {
  return std::vector<StoryProfile>(count,
                                   {.terms = {{.hash = 1, .weight = 0.5F, .posted = true}}, .times = std::nullopt});
}

TEST(StoryIndex, ALongListPairsAllWithItsFirstItems) {
  const StoryIndex index(OneEvent(50), {.term_cap = 10}, std::nullopt);
  EXPECT_EQ(index.stop_terms(), 1u);
  StoryIndex::Scratch scratch(index);
  EXPECT_EQ(index.PartnersOf(5, &scratch).items, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(index.PartnersOf(49, &scratch).items, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(StoryIndex, ManyCandidatesAreCutToTheFirstAndReported) {
  const StoryIndex index(OneEvent(50), {.partner_cap = 20, .kept_partners = 3}, std::nullopt);
  StoryIndex::Scratch scratch(index);
  const StoryIndex::Partners below = index.PartnersOf(20, &scratch);
  EXPECT_EQ(below.items.size(), 20u);
  EXPECT_FALSE(below.is_bounded);
  const StoryIndex::Partners above = index.PartnersOf(21, &scratch);
  EXPECT_EQ(above.items, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_TRUE(above.is_bounded);
}

// 20,000 blocks on one event: no 2·10⁸ pairs.
TEST(StoryIndex, OneLargeEventMakesFewPairs) {
  constexpr std::uint32_t kBlocks = 20'000;
  const StoryLimits limits;
  const StoryIndex index(OneEvent(kBlocks), limits, std::nullopt);
  StoryIndex::Scratch scratch(index);
  std::size_t pairs = 0;
  std::size_t bounded = 0;
  for (std::uint32_t item = 0; item < kBlocks; ++item) {
    const StoryIndex::Partners partners = index.PartnersOf(item, &scratch);
    pairs += partners.items.size();
    bounded += partners.is_bounded ? 1 : 0;
  }
  EXPECT_EQ(bounded, kBlocks - limits.partner_cap - 1);
  EXPECT_LE(pairs, limits.partner_cap * limits.partner_cap + kBlocks * limits.kept_partners);
}

TEST(MayBeClose, UnknownTimesSayNothing) {
  const TimeRange early{.earliest = 0, .latest = 10};
  const TimeRange late{.earliest = 30, .latest = 40};
  EXPECT_TRUE(MayBeClose(early, late, 20));
  EXPECT_FALSE(MayBeClose(early, late, 19));
  EXPECT_FALSE(MayBeClose(late, early, 19));
  EXPECT_TRUE(MayBeClose(early, late, std::nullopt));
  EXPECT_TRUE(MayBeClose(early, std::nullopt, 1));
  EXPECT_TRUE(MayBeClose(std::nullopt, late, 1));
}

}  // namespace
}  // namespace copydesk
