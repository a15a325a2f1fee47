#include "match/term_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "sketch/background.h"
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
  EXPECT_EQ(model.Idf(HashWord("government")), BackgroundIdf(HashWord("government")));
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
  EXPECT_EQ(TermModel(model.blocks(), counts).name(), model.name());
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
