#include "page/html_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "page/page_testing.h"
#include "page/words.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

std::string Card(const std::string& title, const std::string& meta, const std::string& text) {
  return absl::StrCat("<div class=card><h3><a href='/x'>", title, "</a></h3>", meta, "<p>", text, "</p></div>");
}

TEST(HtmlBlocks, AnArticleWithRelatedOnes) {
  const Page page = SplitHtmlPage(absl::StrCat(
      "<html><head><title>Mill burns | Daily Post</title></head><body><nav><a>Home</a> <a>News</a> <a>Sport</a></nav>",
      "<main><article><h1>Mill burns</h1><p class=by>By Jane Doe, <time datetime='2026-04-03T21:15'>3 April "
      "2026</time></p>",
      "<p>", Prose(0, 40), "</p><p>", Prose(100, 40), "</p></article>",
      "<div class=newsletter><p>Leave us your address and we write to you each morning without fail.</p></div>",
      "<section><h2>Related</h2>",
      Card("Otters return to the river", "<div><span>Gazette</span> <time>2 April 2026</time></div>",
           Prose(200, 30) + "</p><p>" + Prose(250, 30) + " (Meridian Wire)"),
      Card("Ferry lost in the fog", "<div><span>Herald</span> <time>1 April 2026</time></div>",
           Prose(300, 30) + "</p><p>" + Prose(350, 30)),
      Card("Become a friend of ours", "", Prose(400, 45)), "</section></main>",
      "<footer><p>All rights reserved by the owners of this paper, who are eleven.</p></footer></body></html>"));
  EXPECT_EQ(page.title, "Mill burns | Daily Post");
  EXPECT_THAT(Outline(page),
              ElementsAre("0 main [Mill burns]  | 3 April 2026 | ",
                          "1 related [Otters return to the river] Gazette | 2 April 2026 | (Meridian Wire)",
                          "2 related [Ferry lost in the fog] Herald | 1 April 2026 | "));
  EXPECT_EQ(page.blocks[0].published, "2026-04-03T21:15");
  EXPECT_EQ(TextOf(page, "0"), Prose(0, 40) + " " + Prose(100, 40));
  EXPECT_THAT(FurnitureOf(page), IsSupersetOf({"Home News Sport", "Related", "Become a friend of ours"}));
}

TEST(HtmlBlocks, SourcePartsHoldTheText) {
  const std::string html =
      "<html><body><article><h1>Mill burns down</h1><p>" + Prose(0, 50) + "</p></article></body></html>";
  const Page page = SplitHtmlPage(html);
  ASSERT_EQ(page.blocks[0].source_parts.size(), 1U);
  EXPECT_EQ(Slice(html, page.blocks[0].source_parts[0]), Prose(0, 50));
}

TEST(HtmlBlocks, SectionsOfOneArticleAreOneBlock) {
  const Page page =
      SplitHtmlPage(absl::StrCat("<article><h1>Long read</h1><section><h2>One</h2><p>", Prose(0, 60),
                                 "</p></section><section><h2>Two</h2><p>", Prose(100, 60), "</p></section></article>"));
  ASSERT_EQ(Outline(page).size(), 1U);
  EXPECT_EQ(page.blocks[0].words, 121U) << "both sections and the second one's heading";
}

TEST(HtmlBlocks, AHomePageIsTeasers) {
  const Page page = SplitHtmlPage(
      "<body><nav><a>Home</a> <a>News</a> <a>Sport</a></nav><ul>"
      "<li><h2><a href='/a'>Clock tower loses a hand</a></h2><p>The copper hand fell into the fountain on Thursday.</p>"
      "<a href='/a'>Read more</a></li>"
      "<li><a href='/b'><img>Eels get a staircase</a></li>"
      "<li><h2><a href='/c'>Boots for wet feet</a></h2><p>Advertisement: boots for people who like puddles.</p></li>"
      "</ul><aside><h2>Most read</h2><a href='/d'>Why the tide is late</a></aside></body>");
  EXPECT_THAT(Outline(page),
              ElementsAre("0 teaser [Clock tower loses a hand]  |  | ", "1 teaser [Eels get a staircase]  |  | "));
  EXPECT_EQ(TextOf(page, "0"), "The copper hand fell into the fountain on Thursday.");
  EXPECT_EQ(TextOf(page, "1"), "Eels get a staircase");
  EXPECT_EQ(page.blocks[1].link, "/b");
}

TEST(HtmlBlocks, TeasersDoNotDependOnTargets) {
  const std::string linked =
      "<ul><li><a href='/a'>One headline of words</a></li><li><a href='/b'>Another headline here</a></li></ul>";
  const std::string hidden = "<ul><li><a>One headline of words</a></li><li><a>Another headline here</a></li></ul>";
  EXPECT_EQ(Outline(SplitHtmlPage(linked)), Outline(SplitHtmlPage(hidden)));
}

TEST(HtmlBlocks, LinksAreRelativeToWhatThePageSays) {
  const auto link = [](const std::string& head, const std::string& url) {
    Document document;
    document.type = ContentType::kHtml;
    document.metadata.url = url;
    document.text = "<html><head>" + head + "</head><body><ul><li><a href='a'>One headline of words</a></li>" +
                    "<li><a href='b'>Another headline here</a></li></ul></body></html>";
    return SplitPage(document).value().blocks.at(0).link;
  };
  const std::string base = "<base href='http://example.com/news/'><base href='http://no.example/'>";
  const std::string canonical = "<link rel=Canonical href='http://example.com/front/'>";
  EXPECT_EQ(link("", ""), "a");
  EXPECT_EQ(link(base, ""), "http://example.com/news/a");
  EXPECT_EQ(link(base + canonical, "http://example.com/x"), "http://example.com/news/a");
  EXPECT_EQ(link(canonical, ""), "http://example.com/front/a") << "nothing else is known of where it was";
  EXPECT_EQ(link(canonical, "http://example.com/x"), "a");
  EXPECT_EQ(link("<link rel=stylesheet href='http://example.com/style'>", ""), "a");
}

TEST(HtmlBlocks, AnArticleHasTheAddressThatThePageGives) {
  const std::string html = absl::StrCat(
      "<html><head><link rel=canonical href='/2016/mill'></head><body><article><h1>Mill "
      "burns down</h1><p>",
      Prose(0, 50), "</p></article></body></html>");
  EXPECT_EQ(SplitHtmlPage(html).blocks[0].link, "") << "nobody knows on which site";
  EXPECT_EQ(SplitHtmlPage("<base href='http://example.com/x/'>" + html).blocks[0].link, "http://example.com/2016/mill");
}

TEST(HtmlBlocks, APageOfNothing) {
  for (const char* html : {"", "<html></html>", "<script>x</script>", "just words"}) {
    const Page page = SplitHtmlPage(html);
    EXPECT_EQ(Outline(page).size(), 1U) << html;
  }
}

TEST(HtmlBlocks, CommentsAreFurnitureHoweverMany) {
  const std::string article = absl::StrCat("<div class=story><h1>Mill burns down</h1><p>", Prose(0, 40), "</p><p>",
                                           Prose(50, 40), "</p></div>");
  const auto comment = [](const std::string& open, int i) {
    return absl::StrCat(open, "<p>", Prose(static_cast<std::size_t>(1000 + 50 * i), 45), "</p>");
  };
  for (const auto& [begin, open, close, end] : std::vector<std::array<std::string, 4>>{
           {"<section class='reader-comments'>", "<div>", "</div>", "</section>"},
           {"<div id=disqus_thread>", "<div>", "</div>", "</div>"},
           {"<div>", "<article class='comment odd'>", "</article>", "</div>"},
           {"<div>", "<div itemprop=comment itemscope>", "</div>", "</div>"},
           {"<div>", "<div itemscope itemtype='http://schema.org/Comment'>", "</div>", "</div>"},
           {"<div class=x><h3>12 words of theirs</h3></div><div><h3>Comments (7)</h3>", "<div>", "</div>", "</div>"}}) {
    std::string page = absl::StrCat("<html><body>", article, begin);
    for (int i = 0; i < 20; ++i) page += comment(open, i) + close;
    const Page split = SplitHtmlPage(page + end);
    EXPECT_THAT(Outline(split), ElementsAre("0 main [Mill burns down]  |  | ")) << begin << open;
    EXPECT_EQ(TextOf(split, "0"), Prose(0, 40) + " " + Prose(50, 40)) << begin << open;
  }
}

TEST(HtmlBlocks, AnArticleInAClassOfCommentsIsNone) {
  const std::string inside =
      absl::StrCat("<h1>Mill burns down</h1><p>", Prose(0, 40), "</p><p>", Prose(50, 40), "</p>");
  EXPECT_THAT(Outline(SplitHtmlPage("<div class='content has-comments'>" + inside + "</div>")),
              ElementsAre("0 main [Mill burns down]  |  | "));
}

TEST(HtmlBlocks, BannersAboveTheTitleAreNoText) {
  const Page page = SplitHtmlPage(absl::StrCat(
      "<html><head><title>Mill burns down | Post</title></head><body><div id=root><div><h2>Get our alerts</h2><p>It "
      "looks like "
      "you have blocked them, so please update your browser.</p></div><div><h1>Mill burns down</h1><div><p>",
      Prose(0, 60), "</p><p>", Prose(100, 60), "</p></div></div></div></body></html>"));
  EXPECT_THAT(Outline(page), ElementsAre("0 main [Mill burns down]  |  | "));
  EXPECT_EQ(TextOf(page, "0"), Prose(0, 60) + " " + Prose(100, 60));
}

TEST(HtmlBlocks, AShortArticleAmongManyHeadlines) {
  const auto page = [](const std::string& title) {
    std::string html =
        absl::StrCat("<html><head><title>", title, "</title></head><body><div class=story><h1>Mill burns down</h1><p>",
                     Prose(0, 60), "</p></div><div class=more>");
    for (int i = 0; i < 40; ++i) {
      absl::StrAppend(&html, "<div><h3><a href=/x>Headline of number ", i,
                      " here</a></h3><p>Its summary is short, you see.</p></div>");
    }
    return SplitHtmlPage(html + "</div></body></html>");
  };
  EXPECT_EQ(page("Mill burns down - Daily Post").blocks.front().role, BlockRole::kMain);
  EXPECT_EQ(page("Daily Post").blocks.front().role, BlockRole::kTeaser) << "a home page";
}

TEST(HtmlBlocks, GalleriesInAnArticleAreNoText) {
  std::string gallery = "<div class='embedded galleries'>";
  for (int i = 0; i < 20; ++i)
    gallery += "<div class=slide>" + Prose(static_cast<std::size_t>(1000 + 50 * i), 30) + "</div>";
  gallery += "</div>";
  const auto page = [&](const std::string& text) {
    return SplitHtmlPage(
        absl::StrCat("<html><body><article><h1>Mill burns down</h1>", text, gallery, "</article></body></html>"));
  };
  const std::string text = absl::StrCat("<p>", Prose(0, 60), "</p><p>", Prose(100, 60), "</p>");
  EXPECT_EQ(TextOf(page(text), "0"), Prose(0, 60) + " " + Prose(100, 60));
  EXPECT_GT(page("<p>" + Prose(0, 20) + "</p>").blocks.front().words, 500U) << "a page of pictures";
}

}  // namespace
}  // namespace copydesk
