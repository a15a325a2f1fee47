#include "match/block_terms.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "match/match_testing.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

constexpr std::string_view kText = "Divers recovered the bell at dawn. The mayor thanked them.";

Block WholeBlock(const std::string& name, BlockRole role = BlockRole::kMain) {
  Block block;
  block.name = name;
  block.role = role;
  block.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(kText.size())}};
  return block;
}

TEST(TermsOfBlock, TheOnlyBlockHasTheTitleOfItsDocument) {
  const Metadata metadata{.title = "Stolen Bell Found"};
  std::vector<Block> blocks = {WholeBlock("0")};
  EXPECT_EQ(BlockTitle(metadata, blocks, 0), "Stolen Bell Found");
  EXPECT_EQ(TokenizedTerms(metadata, kText, blocks, 0), ExtractTerms(metadata.title, kText, blocks[0].parts));
  EXPECT_NE(TokenizedTerms(metadata, kText, blocks, 0), ExtractTerms("", kText, blocks[0].parts));
  blocks[0].title = "Its own";
  EXPECT_EQ(BlockTitle(metadata, blocks, 0), "Its own");
  // The title of a page of several blocks is none of theirs.
  blocks = {WholeBlock("0"), WholeBlock("1")};
  EXPECT_EQ(BlockTitle(metadata, blocks, 0), "");
  EXPECT_EQ(TokenizedTerms(metadata, kText, blocks, 0), ExtractTerms("", kText, blocks[0].parts));
}

TEST(TermsOfBlock, FurnitureAndDigestsHaveNone) {
  std::vector<Block> blocks = {WholeBlock("0", BlockRole::kFurniture), WholeBlock("1", BlockRole::kRelated),
                               WholeBlock("1.1", BlockRole::kDigestItem), WholeBlock("2", BlockRole::kTeaser)};
  blocks[2].parent = "1";
  EXPECT_EQ(TokenizedTerms({}, kText, blocks, 0), BlockTerms());
  EXPECT_EQ(TokenizedTerms({}, kText, blocks, 1), BlockTerms());
  EXPECT_NE(TokenizedTerms({}, kText, blocks, 2), BlockTerms());
  EXPECT_NE(TokenizedTerms({}, kText, blocks, 3), BlockTerms());
  // A block without a name is no one's parent.
  blocks[3].name = "";
  EXPECT_NE(TokenizedTerms({}, kText, blocks, 3), BlockTerms());
}

}  // namespace
}  // namespace copydesk
