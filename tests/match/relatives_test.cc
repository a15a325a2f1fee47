#include "match/relatives.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "match/collection.h"
#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

Block Named(const std::string& name, const std::string& parent) {
  Block block;
  block.name = name;
  block.parent = parent;
  return block;
}

TEST(AreRelatives, OverAnyNumberOfParentsAndNotSidewards) {
  const std::vector<Block> blocks = {Named("0", ""), Named("1", ""), Named("1.1", "1"), Named("1.2", "1"),
                                     Named("1.2.1", "1.2")};
  const std::set<std::pair<std::size_t, std::size_t>> expected = {{1, 2}, {1, 3}, {1, 4}, {3, 4}};
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t j = 0; j < blocks.size(); ++j) {
      EXPECT_EQ(AreRelatives(blocks, i, j), i == j || expected.contains(std::minmax(i, j))) << i << ", " << j;
    }
  }
}

TEST(AreRelatives, ParentsThatAreNotThereOrNameOneAnother) {
  const std::vector<Block> blocks = {Named("a", "b"), Named("b", "a"), Named("c", "none"), Named("d", "d")};
  EXPECT_TRUE(AreRelatives(blocks, 0, 1));
  EXPECT_FALSE(AreRelatives(blocks, 0, 2));
  EXPECT_FALSE(AreRelatives(blocks, 2, 3));
  EXPECT_FALSE(AreRelatives(blocks, 3, 9));
}

// A page: the main article, a digest whose first item repeats a part of the article, furniture that repeats it whole.
StoredDocument Page(const std::string& id) {
  const std::string article = AsProse(DistinctWords(0, 90));
  const std::string item = AsProse(Slice(DistinctWords(0, 90), 10, 60));
  const std::string other_item = AsProse(DistinctWords(500, 60));
  const std::string text = article + "\n\n" + item + "\n\n" + other_item + "\n\n" + article;
  const auto at = [&](std::size_t begin, std::size_t size) {
    return std::vector<TextRange>{
        {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(begin + size)}};
  };
  std::vector<Block> blocks = {Named("0", ""), Named("1", ""), Named("1.1", "1"), Named("1.2", "1"), Named("2", "")};
  blocks[0].parts = at(0, article.size());
  blocks[1].parts = at(article.size() + 2, item.size() + 2 + other_item.size());
  blocks[2].parts = at(article.size() + 2, item.size());
  blocks[3].parts = at(article.size() + item.size() + 4, other_item.size());
  blocks[4].parts = at(text.size() - article.size(), article.size());
  blocks[1].role = BlockRole::kRelated;
  blocks[2].role = BlockRole::kDigestItem;
  blocks[3].role = BlockRole::kDigestItem;
  blocks[4].role = BlockRole::kFurniture;
  return MakePage(id, text, blocks);
}

std::set<std::string> Pairs(const std::vector<Match>& matches) {
  std::set<std::string> pairs;
  for (const Match& match : matches) {
    pairs.insert(match.a.document + ":" + match.a.block + "-" + match.b.document + ":" + match.b.block);
  }
  return pairs;
}

TEST(FindAllMatches, BlocksOfOnePageMatchButNotTheirOwnItemsNorFurniture) {
  for (const bool stories : {false, true}) {
    CollectionOptions options;
    options.stories.enabled = stories;
    CollectionStatistics statistics;
    const auto store = MakeStore(std::vector<StoredDocument>{Page("p")});
    const auto matches = FindAllMatches(*store, options, &statistics);
    ASSERT_TRUE(matches.ok()) << matches.status();
    EXPECT_EQ(Pairs((*matches)->All().value()), (std::set<std::string>{"p:0-p:1", "p:0-p:1.1"})) << stories;
  }
}

// The digest of one page and an item of its copy are no relatives.
TEST(FindAllMatches, CopiesOfADigestMatchTheItemsOfOneAnother) {
  const auto store = MakeStore(std::vector<StoredDocument>{Page("p"), Page("q")});
  CollectionStatistics statistics;
  const auto matches = FindAllMatches(*store, {}, &statistics);
  ASSERT_TRUE(matches.ok()) << matches.status();
  EXPECT_EQ(Pairs((*matches)->All().value()),
            (std::set<std::string>{"p:0-p:1", "p:0-p:1.1", "p:0-q:0", "p:0-q:1", "p:0-q:1.1", "p:1-q:0", "p:1-q:1",
                                   "p:1-q:1.1", "p:1-q:1.2", "p:1.1-q:0", "p:1.1-q:1", "p:1.1-q:1.1", "p:1.2-q:1",
                                   "p:1.2-q:1.2", "q:0-q:1", "q:0-q:1.1"}));
}

TEST(FindAllMatches, AnItemThatIsTheWholeOfItsDigestIsNoCopyOfIt) {
  const std::string text = AsProse(DistinctWords(0, 60));
  std::vector<Block> blocks = {Named("0", ""), Named("0.1", "0")};
  for (Block& block : blocks) block.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}};
  const auto store = MakeStore(std::vector<StoredDocument>{MakePage("p", text, blocks)});
  CollectionStatistics statistics;
  EXPECT_EQ(FindAllMatches(*store, {}, &statistics).value()->All().value(), std::vector<Match>());
}

TEST(FindMatchesOf, FurnitureOfTheQuestionIsNotCompared) {
  StoredDocument page = Page("q");
  const auto store = MakeStore(std::vector<StoredDocument>{MakeStored("a", AsProse(DistinctWords(0, 90)))});
  CollectionStatistics statistics;
  const auto matches = FindMatchesOf(*store, page, {}, &statistics);
  ASSERT_TRUE(matches.ok());
  EXPECT_EQ(Pairs(*matches), (std::set<std::string>{"a:0-q:0", "a:0-q:1", "a:0-q:1.1"}));
}

TEST(Relatives, ErrorsAreKept) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{Page("p")}));
  Relatives relatives(store);
  EXPECT_FALSE(relatives.Contains({{.document = 0, .block = 0}, {.document = 1, .block = 0}}));
  EXPECT_TRUE(relatives.Contains({{.document = 0, .block = 1}, {.document = 0, .block = 2}}));
  EXPECT_TRUE(relatives.status().ok());
  store.blocks_status = absl::DataLossError("damaged");
  Relatives failing(store);
  EXPECT_FALSE(failing.Contains({{.document = 0, .block = 1}, {.document = 0, .block = 2}}));
  EXPECT_EQ(failing.status(), store.blocks_status);
}

}  // namespace
}  // namespace copydesk
