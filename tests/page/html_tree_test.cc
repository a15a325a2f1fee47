#include "page/html_tree.h"

#include <gtest/gtest.h>

#include <string>

#include "page/words.h"

namespace copydesk {
namespace {

HtmlTree Parse(std::string_view html) {
  absl::StatusOr<HtmlTree> tree = ParseHtml(html);
  EXPECT_TRUE(tree.ok()) << tree.status();
  return tree.ok() ? *std::move(tree) : HtmlTree();
}

TEST(HtmlTree, VisibleTextLineByLine) {
  const HtmlTree tree = Parse(
      "<html><head><title> A &amp; B\n</title><style>p{}</style></head><body><h1>Head</h1><script>x<y</script>"
      "<p>One <b>two</b>\n three<br>four</p><p hidden>no</p><p style='display: none'>no</p><div>five<p>six</div>"
      "<noscript>no</noscript>&eacute;&#x4e2d;</body></html>");
  EXPECT_EQ(tree.title, "A & B");
  EXPECT_EQ(tree.text, "Head\nOne two three\nfour\nfive\nsix\né中\n");
  EXPECT_EQ(tree.lines[0].line.heading, 1);
}

TEST(HtmlTree, LinesKnowTheirPlaceInThePage) {
  const std::string html = "<div class=\"A b\"><p>First <i>line</i> here</p>\n<p>Second</p></div>";
  const HtmlTree tree = Parse(html);
  ASSERT_EQ(tree.lines.size(), 2U);
  EXPECT_TRUE(tree.has_source);
  EXPECT_EQ(Slice(html, tree.lines[0].source), "First <i>line</i> here");
  EXPECT_EQ(Slice(html, tree.lines[1].source), "Second");
  const HtmlElement& paragraph = tree.elements[static_cast<std::size_t>(tree.lines[1].element)];
  EXPECT_EQ(paragraph.tag, "p");
  const HtmlElement& box = tree.elements[static_cast<std::size_t>(paragraph.parent)];
  EXPECT_EQ(box.classes, "a b");
  EXPECT_EQ(box.first_line, 0U);
  EXPECT_EQ(box.last_line, 2U);
}

TEST(HtmlTree, WhatIsLeftOutEndsWhereItEnds) {
  const HtmlTree tree = Parse(
      "<div class=a><p>One</p><script>x</script><style>y</style><div hidden><p>no</p></div></div><div "
      "class=b>two</div>");
  ASSERT_EQ(tree.lines.size(), 2U);
  const HtmlElement& second = tree.elements[static_cast<std::size_t>(tree.lines[1].element)];
  EXPECT_EQ(second.classes, "b");
  for (const HtmlElement& element : tree.elements) {
    if (element.classes == "a") {
      EXPECT_EQ(element.last_line, 1U);
    } else if (element.tag == "script" || element.tag == "style") {
      EXPECT_EQ(element.first_line, element.last_line);
    }
    EXPECT_TRUE(element.parent < 0 || tree.elements[static_cast<std::size_t>(element.parent)].tag != "script");
  }
}

TEST(HtmlTree, Links) {
  const HtmlTree tree = Parse(
      "<li><a href='/x'>A headline of four words</a> Its summary.</li><p><a href='/y'>A link here</a> in a "
      "sentence.</p>"
      "<li><a>Home</a> <a>News</a> <a>Sport</a></li>");
  ASSERT_EQ(tree.lines.size(), 4U);
  EXPECT_TRUE(tree.lines[0].line.link);
  EXPECT_EQ(tree.lines[0].href, "/x");
  EXPECT_FALSE(tree.lines[1].line.link);
  EXPECT_FALSE(tree.lines[2].line.link);
  EXPECT_EQ(tree.lines[3].links, 3);
}

TEST(HtmlTree, Times) {
  const HtmlTree tree = Parse(
      "<p><span>Post</span> <time datetime='2026-04-02T21:40'>2 April, 9.40 pm</time></p>"
      "<div><span>Gazette</span> <span>yesterday</span></div>");
  ASSERT_EQ(tree.lines.size(), 2U);
  EXPECT_EQ(Slice(tree.text, tree.lines[0].time), "2 April, 9.40 pm");
  EXPECT_EQ(tree.lines[0].published, "2026-04-02T21:40");
  ASSERT_TRUE(tree.lines[1].line.stamp.has_value());
  EXPECT_EQ(tree.lines[1].line.stamp->source, "Gazette");
}

TEST(HtmlTree, APageThatIsHiddenAsAWholeIsShown) {
  EXPECT_EQ(Parse("<p>ad</p><div hidden><p>the page and all its words</p></div>").text,
            "ad\nthe page and all its words\n");
}

TEST(HtmlTree, DepthSizeAndNonsense) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  const HtmlTree tree = Parse(deep + "bottom");
  EXPECT_EQ(tree.text, "bottom\n");
  EXPECT_LE(tree.elements.size(), 256U);
  for (const std::string& html :
       {std::string(), std::string("<"), std::string("<p"), std::string("<a href="), std::string("</p></p></div>"),
        std::string("<!DOCTYPE x [<!ENTITY a 'b'>]>&a;"), std::string("\0<p>x\0</p>", 10), std::string("<title>x")}) {
    (void)Parse(html);
  }
  std::string wide = "<p class='" + std::string(1 << 20, 'x') + "'>ok";
  EXPECT_EQ(Parse(wide).text, "ok\n");
  EXPECT_LE(Parse(wide).elements.back().classes.size(), 1024U);
}

}  // namespace
}  // namespace copydesk
