#include "match/page_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace copydesk {
namespace {

constexpr std::uint64_t kSource = 7;

Passage MakePassage(std::uint64_t hash, std::uint32_t tokens) { return {.range = {}, .hash = hash, .tokens = tokens}; }

// Pages of three fixed passages, 90 tokens in all, and one of their own.
std::vector<SourcePage> Pages(std::size_t count, std::uint32_t own_tokens) {
  std::vector<SourcePage> pages;
  for (std::size_t i = 0; i < count; ++i) {
    pages.push_back(
        {.passages = {MakePassage(1, 30), MakePassage(1000 + i, own_tokens), MakePassage(2, 30), MakePassage(3, 30)},
         .url = 500 + i});
  }
  return pages;
}

std::vector<FurnitureEntry> FixedText(const std::vector<SourcePage>& pages) {
  std::vector<FurnitureEntry> entries;
  AppendFixedText(kSource, pages, &entries);
  std::sort(entries.begin(), entries.end());
  return entries;
}

TEST(PageTemplate, FixedTextOfTwelvePages) {
  const std::vector<FurnitureEntry> entries = FixedText(Pages(12, 20));
  ASSERT_EQ(entries.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(entries[i].source, kSource);
    EXPECT_EQ(entries[i].passage, i + 1);
    EXPECT_EQ(entries[i].contexts, 12u);
  }
  EXPECT_TRUE(FixedText(Pages(11, 20)).empty());
}

TEST(PageTemplate, PagesNeedTextOfTheirOwn) {
  EXPECT_TRUE(FixedText(Pages(30, 19)).empty());
  // A tenth of the text: 20 of 200 tokens, and not of 201.
  for (const auto& [fixed, found] : {std::pair(90u, 4u), std::pair(91u, 0u)}) {
    std::vector<SourcePage> pages = Pages(30, 20);
    for (SourcePage& page : pages) page.passages.push_back(MakePassage(4, fixed));
    EXPECT_EQ(FixedText(pages).size(), found) << fixed;
  }
}

// Each version adds a paragraph and keeps those before it, as a running story does.
TEST(PageTemplate, AStoryThatGrowsIsNone) {
  std::vector<SourcePage> versions;
  for (std::size_t version = 0; version < 60; ++version) {
    SourcePage page;
    for (std::uint64_t i = 0; i < 8 + version; ++i) page.passages.push_back(MakePassage(1 + i, 40));
    page.passages.push_back(MakePassage(1000 + version, 30));  // "more follows"
    versions.push_back(page);
  }
  EXPECT_TRUE(FixedText(versions).empty());
}

// An article with other teasers below it each time it is read, under one URL.
TEST(PageTemplate, OnePageReadManyTimesIsNone) {
  std::vector<SourcePage> reads = Pages(40, 30);
  for (SourcePage& page : reads) page.url = 9;
  EXPECT_TRUE(FixedText(reads).empty());
}

TEST(PageTemplate, WithoutUrlsEachTextIsAPage) {
  std::vector<SourcePage> pages = Pages(12, 20);
  for (SourcePage& page : pages) page.url = 0;
  EXPECT_EQ(FixedText(pages).size(), 3u);
}

TEST(PageTemplate, APassageThatOthersHaveTooIsNotFixed) {
  std::vector<SourcePage> pages = Pages(18, 20);
  const auto other = [](std::uint64_t own) {  // has passage 1, and nothing of its own to speak of
    return SourcePage{.passages = {MakePassage(1, 30), MakePassage(own, 5)}};
  };
  pages.push_back(other(1));
  pages.push_back(other(2));
  EXPECT_EQ(FixedText(pages).size(), 3u);  // 18 of 20
  pages.push_back(other(3));
  EXPECT_EQ(FixedText(pages).size(), 2u);
}

TEST(PageTemplate, RepeatedPassagesAndOrderDoNotMatter) {
  std::vector<SourcePage> pages = Pages(15, 25);
  const std::vector<FurnitureEntry> once = FixedText(pages);
  for (SourcePage& page : pages) page.passages.push_back(page.passages[0]);
  std::mt19937_64 random(1);
  std::shuffle(pages.begin(), pages.end(), random);
  EXPECT_EQ(FixedText(pages), once);
}

}  // namespace
}  // namespace copydesk
