#include "match/story_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

constexpr std::int64_t kWindow = 100;

LinkedBlock Linked(DocumentNumber document, std::uint64_t key, std::uint64_t content, bool is_target = false) {
  return {.block = {.document = document, .block = 0},
          .time = std::nullopt,
          .content = {.high = content, .low = content},
          .key = key,
          .is_target = is_target};
}

bool All(BlockNumber) { return true; }

BlockNumber First(const std::vector<BlockNumber>& copies) { return copies.front(); }

std::vector<LinkedBlock> RandomLinks(std::mt19937_64* random, std::size_t count) {
  const auto below = [&](std::uint64_t end) { return (*random)() % end; };
  std::vector<LinkedBlock> links;
  std::set<std::pair<BlockNumber, std::uint64_t>> seen;
  std::vector<LinkedBlock> blocks;
  for (std::size_t i = 0; i < count; ++i) {
    LinkedBlock block = Linked(i / 3, below(8), below(12), below(3) == 0);
    block.block.block = static_cast<std::uint32_t>(i % 3);
    if (below(3) != 0) block.time = static_cast<std::int64_t>(below(300));
    // Now and then it stands at a second address.
    for (std::uint64_t more = below(4) == 0 ? 2 : 1; more > 0; --more) {
      if (seen.insert({block.block, block.key}).second) links.push_back(block);
      block.key = below(8);
    }
  }
  std::shuffle(links.begin(), links.end(), *random);
  return links;
}

TEST(StoryLinks, PairsAreThoseOfBruteForce) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<LinkedBlock> links = RandomLinks(&random, 30);
    const std::optional<std::int64_t> window = seed % 4 == 0 ? std::nullopt : std::optional(kWindow);
    const auto takes_part = [&](BlockNumber block) { return seed % 3 != 0 || block.document % 4 != 0; };
    std::set<BlockPair> shared;
    std::set<BlockPair> expected;
    for (const LinkedBlock& x : links) {
      for (const LinkedBlock& y : links) {
        const bool is_apart = window.has_value() && x.time.has_value() && y.time.has_value() &&
                              std::max(*x.time - *y.time, *y.time - *x.time) > *window;
        if (x.key != y.key || !(x.block < y.block) || (x.is_target && y.is_target) || is_apart) continue;
        shared.insert({x.block, y.block});
        if (x.content != y.content && takes_part(x.block) && takes_part(y.block)) expected.insert({x.block, y.block});
      }
    }
    const StoryLinks found(links, window);
    const StoryLinks::Found pairs = found.FindPairs(takes_part, First, {});
    EXPECT_EQ(pairs.pairs, std::vector<BlockPair>(expected.begin(), expected.end()));
    EXPECT_THAT(pairs.bounded, IsEmpty());
    EXPECT_EQ(pairs.large_links, 0u);
    for (const LinkedBlock& x : links) {
      for (const LinkedBlock& y : links) {
        EXPECT_EQ(found.Share(x.block, y.block), shared.contains(std::minmax(x.block, y.block)));
      }
    }
  }
}

TEST(StoryLinks, OfManyBlocksEachIsPairedWithTheFirstContents) {
  std::vector<LinkedBlock> links;
  for (std::uint64_t i = 0; i < 30; ++i) links.push_back(Linked(i, 7, 100 - i));
  for (std::uint64_t i = 30; i < 40; ++i) links.push_back(Linked(i, 7, 72));  // copies of document 28
  links.push_back(Linked(41, 8, 1));
  links.push_back(Linked(42, 8, 2));
  const StoryLinks all(links, std::nullopt);
  const LinkLimits limits = {.link_cap = 20, .kept = 4};
  const StoryLinks::Found found = all.FindPairs(All, First, limits);
  EXPECT_EQ(found.large_links, 1u);
  // Documents 26 to 29 have the first contents, and 28 stands for ten copies.
  EXPECT_THAT(found.pairs, SizeIs(4 * 3 / 2 + 4 * 26 + 3 * 10 + 1));
  EXPECT_THAT(found.bounded, SizeIs(36));
  EXPECT_TRUE(std::all_of(found.pairs.begin(), found.pairs.end(), [](const BlockPair& pair) {
    const auto is_centre = [](BlockNumber block) { return block.document >= 26 && block.document < 30; };
    return is_centre(pair.first) || is_centre(pair.second) || pair.first.document == 41;
  }));
  EXPECT_TRUE(all.Share({.document = 0, .block = 0}, {.document = 1, .block = 0})) << "whether or not it was proposed";
  EXPECT_EQ(all.FindPairs(All, First, {.link_cap = 40, .kept = 4}).large_links, 0u);

  // With the documents numbered otherwise, the same contents are paired.
  std::vector<LinkedBlock> renumbered = links;
  for (LinkedBlock& link : renumbered) link.block.document = 50 - link.block.document;
  const auto last = [](const std::vector<BlockNumber>& copies) { return copies.back(); };
  std::vector<BlockPair> pairs = StoryLinks(renumbered, std::nullopt).FindPairs(All, last, limits).pairs;
  for (BlockPair& pair : pairs) {
    for (BlockNumber* const block : {&pair.first, &pair.second}) block->document = 50 - block->document;
    if (pair.second < pair.first) std::swap(pair.first, pair.second);
  }
  std::sort(pairs.begin(), pairs.end());
  EXPECT_EQ(pairs, found.pairs);
}

TEST(StoryLinks, ArticlesAtOneAddressAreNoPair) {
  const std::vector<LinkedBlock> two = {Linked(0, 7, 1, true), Linked(1, 7, 2, true)};
  EXPECT_THAT(StoryLinks(two, std::nullopt).FindPairs(All, First, {}).pairs, IsEmpty()) << "nothing leads there";
  std::vector<LinkedBlock> three = two;
  three.push_back(Linked(2, 7, 3));
  const auto at = [](DocumentNumber document) { return BlockNumber{.document = document, .block = 0}; };
  EXPECT_THAT(StoryLinks(three, std::nullopt).FindPairs(All, First, {}).pairs,
              ElementsAre(Pair(at(0), at(2)), Pair(at(1), at(2))));
}

TEST(StoryLinks, OfNothing) {
  EXPECT_THAT(StoryLinks().FindPairs(All, First, {}).pairs, IsEmpty());
  EXPECT_FALSE(StoryLinks().Share({.document = 0, .block = 0}, {.document = 1, .block = 0}));
}

TEST(WithLink, IsTheLargerOne) {
  EXPECT_EQ(WithLink(std::nullopt), kLinkProbability);
  EXPECT_EQ(WithLink(0.1), kLinkProbability);
  EXPECT_EQ(WithLink(0.999), 0.999);
}

}  // namespace
}  // namespace copydesk
