// Pages that are made to cost time or memory. Whatever is not linear here takes minutes, and the test runs into its
// time limit.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "page/html_tree.h"
#include "page/page_testing.h"

namespace copydesk {
namespace {

std::string Repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

// Piece with numbers: no two are equal.
std::string Numbered(std::string_view before, std::string_view after, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text += before;
    text += std::to_string(i);
    text += after;
  }
  return text;
}

const std::string kArticle =
    "<article><h1>Mill burns down</h1><p>" + Prose(0, 60) + "</p><p>" + Prose(100, 60) + "</p></article>";

// The article is found beside whatever else is in the page.
Page WithArticle(const std::string& hostile) {
  Page page = SplitHtmlPage(absl::StrCat("<html><body>", kArticle, hostile));
  EXPECT_EQ(page.blocks.front().role, BlockRole::kMain);
  EXPECT_EQ(page.blocks.front().words, 120U);
  EXPECT_EQ(TextOf(page, "0"), Prose(0, 60) + " " + Prose(100, 60));
  return page;
}

TEST(HostilePages, AMillionNestedElements) {
  WithArticle(Repeat("<div>", 1'000'000) + "bottom");
  WithArticle(Repeat("<b>", 1'000'000) + "bottom");
  WithArticle(Repeat("<div itemscope itemprop=author itemtype=http://schema.org/Article>", 200'000));
}

TEST(HostilePages, EndTagsThatCloseNothing) {
  WithArticle(Repeat("<div>", 500'000) + Repeat("</i>", 1'000'000));
  WithArticle(Repeat("<b><div></b></div>", 200'000) + Repeat("<p><p></p></p>", 200'000));
  WithArticle(Repeat("<div>", 1000) + Repeat("</i>", 500'000));
}

TEST(HostilePages, AMillionAttributes) {
  WithArticle("<p" + Numbered(" a", "=b", 1'000'000) + ">text</p>");
  WithArticle("<p" + Numbered(" a", "", 1'000'000));
  WithArticle("<p" + Numbered(" @x=\"b", " c\"", 500'000) + ">text</p>");
  WithArticle(Repeat("<p" + Numbered(" a", "=b", 250) + ">", 2000));
}

TEST(HostilePages, LongValuesTextsAndNames) {
  const std::string megabytes(50'000'000, 'x');
  WithArticle("<p title=\"" + megabytes + "\">text</p>");
  WithArticle("<p class='" + megabytes);
  WithArticle("<meta property=og:title content='" + megabytes + "'>");
  WithArticle("<" + megabytes);
  WithArticle("<nav>" + megabytes + "</nav>");
}

TEST(HostilePages, WhatNeverEnds) {
  WithArticle(Repeat("<script>", 1'000'000));
  WithArticle(Repeat("<style></", 1'000'000));
  WithArticle(Repeat("<!-- ", 1'000'000));
  WithArticle(Repeat("<!-- a -->", 500'000) + "<!--" + Repeat("-", 5'000'000));
  WithArticle(Repeat("<![CDATA[", 500'000));
  WithArticle(Repeat("&", 2'000'000));
  WithArticle(Repeat("<nav><", 300'000));
}

TEST(HostilePages, AMillionMetaElements) {
  const Page page = WithArticle(Numbered("<meta name=author content='Author ", "'>", 1'000'000));
  EXPECT_LE(page.metadata.byline.size(), 512U);
  EXPECT_LE(page.metadata.statements.size(), 32U);
  WithArticle(Numbered("<meta itemprop=author content='Author ", "'>", 200'000) +
              Repeat("<i itemprop=author></i>", 200'000));
  WithArticle(Numbered("<nav itemscope itemtype=NewsArticle><b itemprop=headline>H", "</b></nav>", 100'000));
}

TEST(HostilePages, JsonLd) {
  const std::string open = "<script type='application/ld+json'>";
  const std::string article = R"({"@type": "NewsArticle", "headline": "x"})";
  const Page many = WithArticle(Repeat(open + article + "</script>", 100'000));
  EXPECT_EQ(many.metadata.broken_json_ld, 100'000U - 64U) << "those beyond the limit were not read";
  EXPECT_EQ(
      WithArticle(open + R"({"@type": "NewsArticle", "articleBody": ")" + std::string(10'000'000, 'x') + "\"}</script>")
          .metadata.broken_json_ld,
      1U);
  EXPECT_EQ(WithArticle(open + Repeat("[", 2'000'000) + "</script>").metadata.broken_json_ld, 1U);
  EXPECT_EQ(WithArticle(open + Repeat(R"({"author":)", 150'000) + "</script>").metadata.broken_json_ld, 1U);
  EXPECT_EQ(WithArticle(open + "[" + Repeat("{},[],", 40'000) + article + "]</script>").metadata.broken_json_ld, 0U);
  EXPECT_EQ(WithArticle(open + "[" + Repeat("{},[],", 300'000) + article + "]</script>").metadata.broken_json_ld, 1U);
}

TEST(HostilePages, LimitsHoldInTheTree) {
  const absl::StatusOr<HtmlTree> tree =
      ParseHtml(Numbered("<meta name=author content='", "'>", 1000) +
                Repeat("<div itemscope itemtype=Article><b itemprop=author>x</b></div>", 1000) +
                "<link rel=canonical href='" + std::string(5000, 'x') + "'>");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->markup.meta.size(), 64U);
  EXPECT_EQ(tree->markup.items.size(), 64U);
  EXPECT_EQ(tree->markup.canonical, "");
}

}  // namespace
}  // namespace copydesk
