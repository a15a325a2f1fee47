// Any bytes make a page whose blocks hold together.
#include "copydesk/page.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "page/page_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

// Pieces of pages, put together at random: every rule of the splitter is met, mostly where it does not belong.
std::string RandomPage(std::mt19937_64& random, bool html) {
  static const std::vector<std::string> kText = {"\n",
                                                 "\n\n",
                                                 "\r\n",
                                                 " ",
                                                 "Related Articles\n",
                                                 "3 hours ago\n",
                                                 "Post\n- Post\n",
                                                 "12 March 2026 | Post\n",
                                                 "***\n",
                                                 "1. One\n",
                                                 "2. Two\n",
                                                 "• A point. ",
                                                 "READ MORE HERE ",
                                                 "Comments\n",
                                                 "Top stories ",
                                                 "PHOTO: AFP ",
                                                 "(kps)\n",
                                                 "World Mint runs dry World Pier shut World Hens found ",
                                                 "\xff\xfe",
                                                 "水獭一家占领东湖游船。",
                                                 "点击阅读全文\n",
                                                 "Sign up now: get the letter ",
                                                 "REUTERS\n",
                                                 "“Quoted.” "};
  static const std::vector<std::string> kHtml = {
      "<div>",  "</div>",    "<p>",        "</p>",  "<h1>",   "</h1>",     "<h2>", "<a href='/x'>",
      "</a>",   "<article>", "</article>", "<nav>", "<time>", "</time>",   "<li>", "<br>",
      "<span>", "</span>",   "<aside>",    "<!-- ", "-->",    "<p hidden>"};
  std::string page;
  const std::size_t pieces = 1 + RandomBelow(random, 60);
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t kind = RandomBelow(random, html ? 4 : 3);
    if (kind == 0) {
      page += Prose(RandomBelow(random, 500), 1 + RandomBelow(random, 60)) + " ";
    } else if (kind == 3) {
      page += kHtml[RandomBelow(random, kHtml.size())];
    } else {
      page += kText[RandomBelow(random, kText.size())];
    }
  }
  return page;
}

TEST(SplitPage, AnyTextHoldsTogether) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const std::string text = RandomPage(random, false);
    const Page page = SplitTextPage(text);
    EXPECT_EQ(page.text, text);
    EXPECT_FALSE(page.blocks.empty());
    EXPECT_EQ(Outline(page), Outline(SplitTextPage(text))) << "the same twice";
    if (testing::Test::HasFailure()) return;
  }
}

TEST(SplitPage, AnyHtmlHoldsTogether) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const Page page = SplitHtmlPage(RandomPage(random, true));
    EXPECT_FALSE(page.blocks.empty());
    if (testing::Test::HasFailure()) return;
  }
}

// Texts on which a careless rule would take time quadratic in their size: each of a megabyte or two.
TEST(SplitPage, HostileTextsEnd) {
  const auto repeat = [](const std::string& piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  for (const std::string& piece : std::vector<std::string>{
           "3 hours ago\n",
           "Post\n3 hours ago\nTitle of it\nA body of some fifteen words that goes on for a while, you see.\n\n",
           "World Mint runs dry again ", "READ MORE HERE ", "\n", "A B ", "• ",
           "1. One of ten words that are here to fill a line up\n", "Related Articles\n", "(", "PHOTO: AFP ", "水"}) {
    const std::string text = repeat(piece, std::size_t{1} << 20);
    EXPECT_FALSE(SplitTextPage(text).blocks.empty());
  }
  for (const std::string& piece : std::vector<std::string>{"<div><a>", "<h2>A title of words</h2>", "<p>x", "<time>",
                                                           "</div>", "<li><a>One headline here</a>"}) {
    EXPECT_FALSE(SplitHtmlPage(repeat(piece, std::size_t{1} << 20)).blocks.empty());
  }
}

}  // namespace
}  // namespace copydesk
