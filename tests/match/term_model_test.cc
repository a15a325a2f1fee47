#include "match/term_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "sketch/background.h"
#include "sketch/short_terms.h"
#include "testing/random_text.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

BlockTerms BlockOf(const std::vector<std::uint64_t>& hashes) {
  BlockTerms block;
  for (const std::uint64_t hash : hashes) block.terms.push_back({.hash = hash, .count = 1});
  return block;
}

std::vector<BlockTerms> RandomBlocks(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<BlockTerms> blocks;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t term = 1; term < 40; ++term) {
      if (RandomChance(random, 0.3)) hashes.push_back(term * 0x9e3779b97f4a7c15u);
    }
    blocks.push_back(BlockOf(hashes));
  }
  return blocks;
}

TermModel Learn(const std::vector<BlockTerms>& blocks) {
  TermModel::Builder builder;
  for (const BlockTerms& block : blocks) builder.Add(block);
  return builder.Build();
}

TEST(TermModel, BackgroundHasLearnedNothing) {
  const TermModel& model = TermModel::Background();
  EXPECT_EQ(model.blocks(), 0u);
  EXPECT_TRUE(model.frequencies().empty());
  EXPECT_FALSE(model.is_large());
  EXPECT_EQ(model.name(), TermModel().name());
  EXPECT_NEAR(model.Idf(HashWord("government")) * kIdfUnit, BackgroundIdf(HashWord("government")), 1);
}

TEST(TermModel, NamesAreHexadecimal) {
  const TermModel model = Learn(RandomBlocks(1, 20));
  const std::string& name = model.name();
  ASSERT_EQ(name.size(), 18u);
  EXPECT_EQ(name.substr(0, 2), "m-");
  EXPECT_EQ(name.find_first_not_of("0123456789abcdef", 2), std::string::npos);
  EXPECT_NE(name, TermModel::Background().name());
}

TEST(TermModel, OrderDoesNotCount) {
  std::vector<BlockTerms> blocks = RandomBlocks(2, 50);
  const TermModel model = Learn(blocks);
  std::mt19937_64 random(3);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(blocks.begin(), blocks.end(), random);
    const TermModel other = Learn(blocks);
    EXPECT_EQ(other.name(), model.name());
    EXPECT_TRUE(std::ranges::equal(other.frequencies(), model.frequencies()));
  }
}

TEST(TermModel, AnythingLearnedChangesTheName) {
  std::vector<BlockTerms> blocks = RandomBlocks(4, 30);
  const TermModel model = Learn(blocks);
  blocks.push_back({});
  EXPECT_NE(Learn(blocks).name(), model.name()) << "one more block, without terms";
  blocks.back().terms.push_back({.hash = 1, .count = 1});
  EXPECT_NE(Learn(blocks).name(), model.name());
}

TEST(TermModel, CountsRoundTrip) {
  const TermModel model = Learn(RandomBlocks(5, 30));
  std::vector<TermFrequency> counts(model.frequencies().begin(), model.frequencies().end());
  std::reverse(counts.begin(), counts.end());
  HeadlineCounts headlines = model.headlines();
  EXPECT_EQ(TermModel(model.blocks(), counts, headlines).name(), model.name());
  ++headlines.shorts;
  EXPECT_NE(TermModel(model.blocks(), counts, headlines).name(), model.name());
}

TEST(TermModel, WhatManyHeadlinesSayTellsNothing) {
  constexpr std::uint32_t kStem = 7u << 6 | 32;  // of an idf of 8
  std::vector<BlockTerms> blocks(40);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i] = BlockOf({100 + i, i % 2, 1000 + i / 2});
    if (i % 4 == 0) blocks[i].stems = {kStem};
  }
  const TermModel model = Learn(blocks);
  ASSERT_TRUE(model.is_headlines());
  EXPECT_EQ(model.HeadlineIdf(1000), model.Idf(1000)) << "of two blocks";
  EXPECT_EQ(model.HeadlineIdf(1), std::min(model.Idf(1), model.HeadlineIdf(0)));
  EXPECT_LT(model.HeadlineIdf(1), 0.2 * model.Idf(1)) << "of half of them";
  EXPECT_LT(model.HeadlineStemIdf(kStem), 0.5 * StemIdf(kStem));
  EXPECT_GT(model.HeadlineStemIdf(kStem), 0);
  EXPECT_EQ(model.HeadlineStemIdf(8u << 6 | 32), 8) << "of no block";
  // Articles say so much that this cannot be asked of them.
  for (std::size_t i = 0; i < 25; ++i) blocks[i].words = 300;
  const TermModel articles = Learn(blocks);
  EXPECT_FALSE(articles.is_headlines());
  EXPECT_EQ(articles.HeadlineIdf(1), articles.Idf(1));
  EXPECT_EQ(articles.HeadlineStemIdf(kStem), StemIdf(kStem));
}

TEST(TermModel, StrangeCountsAreMended) {
  const TermModel model(
      10, {{.hash = 7, .blocks = 3}, {.hash = 2, .blocks = 0}, {.hash = 7, .blocks = 4}, {.hash = 1, .blocks = 99}});
  EXPECT_TRUE(std::ranges::equal(model.frequencies(),
                                 std::vector<TermFrequency>{{.hash = 1, .blocks = 10}, {.hash = 7, .blocks = 7}}));
}

TEST(TermModel, IdfIsPooled) {
  const std::uint64_t unknown = HashWord("qzxvkjwq");
  const std::uint64_t common = HashWord("government");
  const TermModel model = Learn({BlockOf({unknown, common}), BlockOf({unknown}), BlockOf({})});
  const double size = kBackgroundTexts + 3 + 1;
  EXPECT_DOUBLE_EQ(model.Idf(unknown), std::log(size / 2.5));
  EXPECT_DOUBLE_EQ(model.Idf(common), std::log(size / (BackgroundFrequency(common) + 1.5)));
  EXPECT_DOUBLE_EQ(model.Idf(12345), std::log(size / 0.5));
}

TEST(TermModel, LargeAboveTwentyThousandBlocks) {
  EXPECT_FALSE(TermModel(20'000, {}).is_large());
  EXPECT_TRUE(TermModel(20'001, {}).is_large());
}

}  // namespace
}  // namespace copydesk
