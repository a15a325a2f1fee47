#include "sketch/block_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Metadata At(const std::string& url) {
  Metadata metadata;
  metadata.id = "page";
  metadata.url = url;
  return metadata;
}

Block Of(BlockRole role, const std::string& link, const std::string& title = "") {
  Block block;
  block.role = role;
  block.link = link;
  block.title = title;
  return block;
}

Block Teaser(const std::string& link, const std::string& title = "A title") {
  return Of(BlockRole::kTeaser, link, title);
}

// "0 > example.com/1": block 0 leads there; "0 = ...": it stands there.
std::vector<std::string> Found(const Metadata& metadata, const std::vector<Block>& blocks) {
  std::vector<std::string> lines;
  for (const BlockLink& link : FindBlockLinks(metadata, blocks)) {
    lines.push_back(std::to_string(link.block) + (link.is_target ? " = " : " > ") + link.address);
  }
  return lines;
}

TEST(FindBlockLinks, TeasersLeadAndArticlesStand) {
  const std::vector<Block> home = {Teaser("/news/10001"), Teaser("https://www.other.example/10002/"), Teaser("/live"),
                                   Teaser(""), Of(BlockRole::kFurniture, "/news/10003")};
  EXPECT_THAT(Found(At("http://example.com/"), home),
              ElementsAre("0 > example.com/news/10001", "1 > other.example/10002"));
  EXPECT_THAT(Found(At("https://example.com/news/10001?utm_source=x"), {Of(BlockRole::kMain, "")}),
              ElementsAre("0 = example.com/news/10001"));
  EXPECT_THAT(Found(At("example.com/news/10001"), {Of(BlockRole::kMain, "")}),
              ElementsAre("0 = example.com/news/10001"))
      << "an address without a scheme";
  EXPECT_THAT(Found(At("http://m.example.com/10001"), {Of(BlockRole::kMain, "http://example.com/10001")}), SizeIs(2))
      << "the address it was read from, and its own";
  EXPECT_THAT(Found(At("http://example.com/10001"), {Of(BlockRole::kMain, "/10001")}), SizeIs(1));
  EXPECT_THAT(Found(At("http://example.com/"), {Of(BlockRole::kMain, "")}), IsEmpty());
  EXPECT_THAT(Found(At(""), {Of(BlockRole::kMain, "")}), IsEmpty());
}

TEST(FindBlockLinks, KeysAreThoseOfAddresses) {
  const std::vector<Block> blocks = {Teaser("/10001"), Teaser("http://www.example.com/10001/"), Teaser("/10002")};
  const std::vector<BlockLink> links = FindBlockLinks(At("http://example.com/"), blocks);
  ASSERT_THAT(links, SizeIs(3));
  EXPECT_EQ(links[0].key, links[1].key);
  EXPECT_NE(links[0].key, links[2].key);
  EXPECT_NE(LinkTerm(links[0].key, true), LinkTerm(links[0].key, false));
}

TEST(FindBlockLinks, WithoutAnAddressRelativeLinksMeetInTheirDocumentOnly) {
  const std::vector<Block> blocks = {Teaser("/10001"), Teaser("10001"), Teaser("http://example.com/10001")};
  const std::vector<BlockLink> links = FindBlockLinks(At(""), blocks);
  ASSERT_THAT(links, SizeIs(3));
  EXPECT_EQ(links[0].key, links[1].key);
  Metadata other = At("");
  other.id = "another page";
  const std::vector<BlockLink> others = FindBlockLinks(other, blocks);
  EXPECT_NE(others[0].key, links[0].key);
  EXPECT_EQ(others[2].key, links[2].key) << "what is absolute leads to the same place";
}

TEST(FindBlockLinks, ALinkUnderManyHeadlinesLeadsToNoStory) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < kMaxHeadlines; ++i) blocks.push_back(Teaser("/10001", "Headline " + std::to_string(i)));
  blocks.push_back(Teaser("/10001", "Headline 0"));
  EXPECT_THAT(Found(At("http://example.com/"), blocks), SizeIs(kMaxHeadlines + 1)) << "one headline twice";
  blocks.push_back(Teaser("/10001", "One more"));
  blocks.push_back(Teaser("/10002", "Another"));
  EXPECT_THAT(Found(At("http://example.com/"), blocks), ElementsAre("7 > example.com/10002"));
  std::reverse(blocks.begin(), blocks.end());
  EXPECT_THAT(Found(At("http://example.com/"), blocks), ElementsAre("0 > example.com/10002"));
}

TEST(FindBlockLinks, APageDoesNotLeadToItself) {
  const std::vector<Block> blocks = {Of(BlockRole::kMain, "http://example.com/10002"), Teaser("/10001#comments"),
                                     Teaser("/10002"), Teaser("/10003")};
  EXPECT_THAT(Found(At("http://example.com/10001"), blocks),
              ElementsAre(testing::HasSubstr("0 = "), testing::HasSubstr("0 = "), "3 > example.com/10003"));
  EXPECT_THAT(Found(At("http://example.com/10001"), {Teaser("/10001"), Teaser("?x=123")}),
              ElementsAre("1 > example.com/10001?x=123"))
      << "a page of teasers";
}

TEST(FindBlockLinks, GoldenKeys) {
  const std::vector<BlockLink> links = FindBlockLinks(At("http://example.com/"), std::vector<Block>{Teaser("/10001")});
  ASSERT_THAT(links, SizeIs(1));
  EXPECT_EQ(links[0].key, 10095787966551785654u) << "XXH3-64 of example.com/10001";
  EXPECT_EQ(LinkTerm(links[0].key, false), 1156898439996553130u);
  EXPECT_EQ(LinkTerm(links[0].key, true), 14452159194124956222u);
}

}  // namespace
}  // namespace copydesk
