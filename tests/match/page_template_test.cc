#include "match/page_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
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

std::vector<FurnitureEntry> FixedText(const std::vector<SourcePage>& pages, std::uint64_t source = kSource) {
  std::vector<FurnitureEntry> entries;
  AppendFixedText(source, pages, &entries);
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
  // A twentieth of the text: 20 of 400 tokens, and not of 401; in the place between two fixed passages.
  for (const auto& [fixed, found] : {std::pair(290u, 4u), std::pair(291u, 0u)}) {
    std::vector<SourcePage> pages = Pages(30, 20);
    for (SourcePage& page : pages) page.passages.insert(page.passages.begin(), MakePassage(4, fixed));
    EXPECT_EQ(FixedText(pages).size(), found) << fixed;
  }
  // Wherever it stands, in one source: a tenth, 20 of 200.
  for (const auto& [fixed, found] : {std::pair(90u, 4u), std::pair(91u, 0u)}) {
    std::vector<SourcePage> pages = Pages(30, 20);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      pages[i].passages.push_back(MakePassage(4, fixed));
      std::swap(pages[i].passages[1], pages[i].passages[i % 5]);
    }
    EXPECT_EQ(FixedText(pages).size(), found) << fixed;
    EXPECT_TRUE(FixedText(pages, /*source=*/0).empty()) << fixed;
  }
}

TEST(PageTemplate, WithoutASourcePagesFillTheSamePlace) {
  const std::vector<FurnitureEntry> entries = FixedText(Pages(12, 20), /*source=*/0);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].source, 0u);
  EXPECT_TRUE(FixedText(Pages(11, 20), 0).empty());
}

// Four pages have the same words in the slot, of 16, or of 15.
TEST(PageTemplate, ASlotIsFilledWithMoreThanOneText) {
  for (const auto& [count, found] : {std::pair(16u, 3u), std::pair(15u, 0u)}) {
    std::vector<SourcePage> pages = Pages(count, 20);
    for (std::size_t i = 0; i < 4; ++i) pages[i].passages[1].hash = 999;
    EXPECT_EQ(FixedText(pages, 0).size(), found) << count;
  }
}

// A report of six passages under its headline, from thirty sites of no known name that print their own lines between
// the two and below it.
std::vector<SourcePage> Reprints(std::uint32_t own_tokens) {
  std::vector<SourcePage> pages;
  for (std::uint64_t i = 0; i < 30; ++i) {
    SourcePage page;
    page.passages.push_back(MakePassage(1, 12));
    for (std::uint64_t line = 0; line < 4; ++line)
      page.passages.push_back(MakePassage(1000 + 10 * i + line, own_tokens));
    for (std::uint64_t part = 2; part < 8; ++part) page.passages.push_back(MakePassage(part, 30));
    for (std::uint64_t line = 4; line < 8; ++line)
      page.passages.push_back(MakePassage(1000 + 10 * i + line, own_tokens));
    pages.push_back(page);
  }
  return pages;
}

TEST(PageTemplate, AReportPrintedByThirtySitesIsNone) { EXPECT_TRUE(FixedText(Reprints(8), 0).empty()); }

// Not even with introductions of their own, when some cut the end.
TEST(PageTemplate, AReportThatSomeCutIsNone) {
  std::vector<SourcePage> pages = Reprints(20);
  EXPECT_EQ(FixedText(pages, 0).size(), 7u);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto& passages = pages[i].passages;
    const auto cut = static_cast<std::ptrdiff_t>(i % 4);
    passages.erase(passages.begin() + 11 - cut, passages.begin() + 11);
  }
  EXPECT_TRUE(FixedText(pages, 0).empty());
}

// Each page has one of three sentences in the middle of its fixed text, and its own beside it.
TEST(PageTemplate, AChoiceOfSentencesDoesNotHideASlot) {
  std::vector<SourcePage> pages = Pages(45, 20);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].passages.insert(pages[i].passages.begin() + 2, MakePassage(10 + i % 3, 10));
  }
  EXPECT_GE(FixedText(pages, 0).size(), 3u);
}

// A statement that many articles print whole, in one paragraph.
TEST(PageTemplate, AStatementInManyArticlesIsNone) {
  std::vector<SourcePage> articles;
  for (std::uint64_t i = 0; i < 40; ++i) {
    articles.push_back(
        {.passages = {MakePassage(1000 + i, 70), MakePassage(1, 40), MakePassage(2, 9), MakePassage(2000 + i, 80)}});
  }
  EXPECT_TRUE(FixedText(articles, 0).empty());
}

// A line that many other pages have is no reason against a form.
TEST(PageTemplate, ALineOfAllSitesDoesNotHideAForm) {
  std::vector<SourcePage> pages = Pages(15, 20);
  for (SourcePage& page : pages) page.passages.push_back(MakePassage(9, 5));
  for (std::uint64_t i = 0; i < 100; ++i) {
    pages.push_back({.passages = {MakePassage(5000 + i, 80), MakePassage(9, 5)}});
  }
  EXPECT_EQ(FixedText(pages, 0).size(), 3u);
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
  for (std::uint64_t own = 1; own <= 4; ++own) pages.push_back(other(own));
  EXPECT_EQ(FixedText(pages).size(), 3u);  // 18 of 22
  pages.push_back(other(5));
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
