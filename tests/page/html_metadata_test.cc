// What pages say of themselves, from whole pages.
#include "page/html_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "page/page_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PageMetadata Of(std::string_view html, std::string_view address = "http://post.example/news/mill") {
  Document document;
  document.metadata.id = "page";
  document.metadata.url = address;
  document.text = html;
  document.type = ContentType::kHtml;
  const absl::StatusOr<Page> page = SplitPage(document);
  EXPECT_TRUE(page.ok()) << page.status();
  if (!page.ok()) return {};
  CheckInvariants(*page);
  return page->metadata;
}

// An article under a heading, with more in its head.
std::string Article(const std::string& head, const std::string& opening = "", const std::string& attributes = "") {
  return absl::StrCat("<html", attributes, "><head><title>Mill burns | Daily Post</title>", head,
                      "</head><body><article><h1>Mill burns down</h1>",
                      "<p>By Jane Doe</p><p><time datetime='2026-04-01'>1 April 2026</time></p><p>", opening,
                      Prose(0, 60), "</p><p>", Prose(100, 60), "</p></article></body></html>");
}

std::vector<std::string> Statements(const PageMetadata& metadata) {
  static const std::vector<std::string> kPlaces = {"meta", "json-ld", "microdata", "link"};
  std::vector<std::string> lines;
  for (const SourceStatement& statement : metadata.statements) {
    lines.push_back(absl::StrCat(kPlaces[static_cast<std::size_t>(statement.place)], " ",
                                 std::string(StatementKindName(statement.kind)), ": ", statement.value));
  }
  return lines;
}

const char* const kJsonLd = R"(<script type="application/ld+json">{"@type": "NewsArticle", "headline": "From JSON",
  "datePublished": "2026-04-05T01:00:00Z", "dateModified": "2026-04-06", "author": {"name": "Json Author"},
  "publisher": {"name": "Json Post"}, "inLanguage": "fr"}</script>)";

TEST(HtmlMetadata, WhatIsPrintedWhereMarkupSaysNothing) {
  const PageMetadata metadata = Of(Article("", "WASHINGTON (AP) — "));
  EXPECT_EQ(metadata.title, "Mill burns down");
  EXPECT_EQ(metadata.byline, "Jane Doe");
  EXPECT_EQ(metadata.dateline, "WASHINGTON (AP) —");
  EXPECT_EQ(metadata.published, "2026-04-01");
  EXPECT_EQ(metadata.modified, "");
  EXPECT_EQ(metadata.language, "");
  EXPECT_EQ(metadata.canonical_url, "");
  EXPECT_EQ(metadata.site_name, "");
  EXPECT_THAT(metadata.statements, IsEmpty());
}

TEST(HtmlMetadata, TheOrderOfTrustOfTimes) {
  const std::string names = "<meta name=date content='2026-04-02'><meta name='DC.date.issued' content='2026-04-03'>";
  const std::string property = "<meta itemprop=datePublished content='2026-04-04'>";
  const std::string article = "<meta property='article:published_time' content='2026-04-07T09:00:00+02:00'>";
  EXPECT_EQ(Of(Article(names)).published, "2026-04-03") << "of names, the more exact one";
  EXPECT_EQ(Of(Article(names + property)).published, "2026-04-04");
  EXPECT_EQ(Of(Article(names + property + article)).published, "2026-04-07T09:00:00+02:00");
  EXPECT_EQ(Of(Article(names + property + article + kJsonLd)).published, "2026-04-05T01:00:00Z");
  EXPECT_EQ(Of(Article(names + "<meta property='article:published_time' content='soon'>")).published, "2026-04-03");
  EXPECT_EQ(Of(Article("<meta http-equiv=last-modified content='Mon, 16 Jul 2018 09:30:05 +0200'>")).modified,
            "2018-07-16T07:30:05Z");
  EXPECT_EQ(Of(Article(std::string(kJsonLd) + "<meta property='article:modified_time' content='2026-05-01'>")).modified,
            "2026-04-06");
}

TEST(HtmlMetadata, TitleNameLanguageAuthors) {
  const std::string head =
      "<meta property='og:title' content='From &amp; OG'><meta property='og:site_name' content='Daily Post'>"
      "<meta property='og:locale' content='de_DE'><meta name=author content='Meta Author'>";
  const PageMetadata meta = Of(Article(head));
  EXPECT_EQ(meta.title, "From & OG");
  EXPECT_EQ(meta.site_name, "Daily Post");
  EXPECT_EQ(meta.language, "de-DE");
  EXPECT_EQ(meta.byline, "Meta Author");
  const PageMetadata both = Of(Article(head + kJsonLd, "", " lang=en-GB"));
  EXPECT_EQ(both.title, "From & OG");
  EXPECT_EQ(both.site_name, "Daily Post");
  EXPECT_EQ(both.language, "en-GB");
  EXPECT_EQ(both.byline, "Json Author");
  const PageMetadata json = Of(Article(kJsonLd));
  EXPECT_EQ(json.title, "From JSON");
  EXPECT_EQ(json.site_name, "Json Post");
  EXPECT_EQ(json.language, "fr");
  EXPECT_EQ(Of(Article("<meta property='article:author' content='https://social.example/jane'>"
                       "<meta name=byl content='By JOHN ROE'>"))
                .byline,
            "JOHN ROE");
  EXPECT_EQ(
      Of(Article("<meta name=author content='Daily Post'><meta property='og:site_name' content='Daily Post'>")).byline,
      "Jane Doe")
      << "a site is no author where the page names one";
}

TEST(HtmlMetadata, Microdata) {
  const std::string page = absl::StrCat(
      "<html itemscope itemtype='http://schema.org/WebPage'><body><meta itemprop=inLanguage content=it>",
      "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop=headline>Mill burns down</h1>",
      "<div itemprop=associatedMedia itemscope itemtype='http://schema.org/ImageObject'><span itemprop=author>Photo "
      "Grapher</span><meta itemprop=copyrightHolder content='Photo Agency'></div>",
      "<span itemprop=author itemscope itemtype='http://schema.org/Person'>By <b itemprop=name>Micro "
      "Author</b>, staff</span>",
      "<span itemprop='sourceOrganization'>Meridian <i>Wire</i></span>",
      "<time itemprop='datePublished' datetime='2026-04-09T08:00'>today</time><p itemprop=articleBody>", Prose(0, 80),
      "</p></div><div itemscope itemtype='http://schema.org/NewsArticle'><h3 itemprop=headline><a href=/x>Otters "
      "return to "
      "rivers</a></h3><meta itemprop=datePublished content='2020-01-01'><p>",
      Prose(300, 20), "</p></div></body></html>");
  const PageMetadata metadata = Of(page);
  EXPECT_EQ(metadata.title, "Mill burns down");
  EXPECT_EQ(metadata.byline, "Micro Author");
  EXPECT_EQ(metadata.published, "2026-04-09T08:00");
  EXPECT_EQ(metadata.language, "it");
  EXPECT_THAT(Statements(metadata),
              ElementsAre("microdata author: Micro Author", "microdata source-organization: Meridian Wire"));
}

TEST(HtmlMetadata, Addresses) {
  EXPECT_EQ(Of(Article("<link rel='canonical' href='/a?b=c&amp;d'>")).canonical_url, "http://post.example/a?b=c&d");
  EXPECT_EQ(Of(Article("<meta property='og:url' content='http://post.example/b'>")).canonical_url,
            "http://post.example/b");
  EXPECT_EQ(Of(Article("<link rel=canonical href='javascript:alert(1)'>")).canonical_url, "");
  EXPECT_EQ(Of(Article("<link rel=canonical href='/a'>"), "").canonical_url, "");
  EXPECT_THAT(Statements(Of(Article("<link rel='canonical' href='https://www.post.example/x'>"))), IsEmpty());
  EXPECT_THAT(Statements(Of(Article("<link rel='Canonical' href='https://wire.example/x'>"))),
              ElementsAre("link canonical: https://wire.example/x"));
}

TEST(HtmlMetadata, StatementsOfSource) {
  const PageMetadata metadata = Of(
      Article("<meta name='original-source' content='http://wire.example/1'><meta name=syndication-source content='/2'>"
              "<meta name=dc.source content='Meridian Wire'><meta name=copyright content='(c) Meridian'>"
              "<meta name=news_keywords content='mill, fire'><meta property='article:author' "
              "content='https://social.example/jane'>"
              "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"x\", \"creditText\": "
              "\"AFP\"}</script>"
              "<script type='application/ld+json'>{</script>"));
  EXPECT_THAT(Statements(metadata),
              ElementsAre("meta original-source: http://wire.example/1", "meta syndication-source: /2",
                          "meta source: Meridian Wire", "meta copyright-holder: (c) Meridian",
                          "meta author: https://social.example/jane", "json-ld credit-text: AFP"));
  EXPECT_EQ(metadata.broken_json_ld, 1U);
}

TEST(HtmlMetadata, OfSeveralArticlesTheOneThatThePageIs) {
  const auto article = [](const std::string& headline, const std::string& url) {
    return absl::StrCat("{\"@type\": \"NewsArticle\", \"headline\": \"", headline,
                        "\", \"datePublished\": \"2026-01-01\", \"url\": \"", url, "\"}");
  };
  const std::string list = absl::StrCat("<script type='application/ld+json'>[", article("One", "http://post.example/1"),
                                        ",", article("Two", "http://post.example/news/mill"), "]</script>");
  EXPECT_EQ(Of(Article(list)).title, "Two");
  EXPECT_EQ(Of(Article(list), "http://post.example/").title, "Mill burns down") << "none of them";
  EXPECT_EQ(Of(Article(list), "http://post.example/").published, "2026-04-01");
}

TEST(HtmlMetadata, BytesThatAreNotUtf8) {
  const PageMetadata metadata =
      Of(Article("<meta charset=utf-8><meta property='og:title' content='Caf\xe9 open'><script "
                 "type='application/ld+json'>{\"@type\": \"Article\", \"author\": \"\xe9\"}</script>"));
  EXPECT_EQ(metadata.title.find('\xe9'), std::string::npos);
}

}  // namespace
}  // namespace copydesk
