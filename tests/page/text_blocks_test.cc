#include "page/text_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "page/page_testing.h"

namespace copydesk {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsSupersetOf;
using testing::Not;

const std::vector<std::string>& Expected() {
  static const std::vector<std::string> outline = {
      "0 main [Harbour plan goes to a vote]  |  | ",
      "1 related [Three stories you may have missed] Post | 10 minutes ago | ",
      "1.1 digest-item [Ferry stops in fog]  |  | ",
      "1.2 digest-item [Mill burns down]  |  | ",
      "1.3 digest-item [Otters return at last]  |  | ",
      "2 related [Orchards hope for frost] Gazette | an hour ago | WIRE SERVICE",
      "3 related [Who found the bell?] Post | 3 hours ago | "};
  return outline;
}

TEST(TextBlocks, AnAggregatorPage) {
  const Page page = SplitTextPage(AggregatorPage());
  EXPECT_THAT(Outline(page), ElementsAreArray(Expected()));
  EXPECT_EQ(TextOf(page, "1.2"),
            "A mill in Tarn burned down on Tuesday and nobody was hurt, the fire service said. / The owner of the mill "
            "means to build it again in stone, with a slate roof.");
  EXPECT_EQ(TextOf(page, "0"), Prose(0, 60) + " " + Prose(100, 40));
  EXPECT_THAT(FurnitureOf(page),
              IsSupersetOf({"Tags", "Ask our desk", "Comments", "Nothing here yet.", "Related Articles",
                            "Sign up now: get the letter every day", "READ MORE HERE"}));
}

TEST(TextBlocks, LayoutDoesNotMatter) {
  const std::string page = AggregatorPage();
  EXPECT_THAT(Outline(SplitTextPage(absl::StrReplaceAll(page, {{"\n", "\r\n"}}))), ElementsAreArray(Expected()));
  EXPECT_THAT(Outline(SplitTextPage("\xef\xbb\xbf" + page)), ElementsAreArray(Expected()));
  EXPECT_THAT(Outline(SplitTextPage(absl::StrReplaceAll(page, {{"- Post\n", "- Town news\n- Post\n"}}))),
              ElementsAreArray(Expected()));
  const std::vector<std::string> renamed = Outline(SplitTextPage(absl::StrReplaceAll(page, {{"Post", "Morning Sun"}})));
  EXPECT_THAT(renamed, Contains("3 related [Who found the bell?] Morning Sun | 3 hours ago | "));
}

TEST(TextBlocks, TitlesAboveStamps) {
  const std::string page = absl::StrCat(
      "DAILY SHEET\nHome > Town\nOld mill to stay\n12 March 2026, 4.40 pm | By Jane Doe\n\n", Prose(0, 50),
      "\n\nMore on this\n\nTrain stuck in tunnel\n12 March 2026 | Coast Post\n", Prose(100, 50), " (kps)\n\n",
      "Advertisement\nBoots for wet feet\n\nEngine rolls alone\n11 March 2026 | Hill Herald\n", Prose(200, 50),
      "\nPrivacy - Imprint\n");
  EXPECT_THAT(Outline(SplitTextPage(page)),
              ElementsAre("0 main [Old mill to stay]  | 12 March 2026, 4.40 pm | ",
                          "1 related [Train stuck in tunnel] Coast Post | 12 March 2026 | (kps)",
                          "2 related [Engine rolls alone] Hill Herald | 11 March 2026 | "));
  EXPECT_THAT(FurnitureOf(SplitTextPage(page)), IsSupersetOf({"Advertisement", "Boots for wet feet", "More on this"}));
}

TEST(TextBlocks, APlainArticleIsOneBlock) {
  for (const std::string& text :
       {Prose(0, 200), "Title\n\nBy Jane Doe\n\nJuly 15, 2018\n\n" + Prose(0, 60) + "\n\n" + Prose(100, 60),
        "Title\n\n" + Prose(0, 60) + "\n\n* " + Prose(100, 20) + "\n* " + Prose(200, 20) + "\n* " + Prose(300, 20),
        std::string("short"), std::string("1993\nApril 5\nApril 6\n")}) {
    const Page page = SplitTextPage(text);
    ASSERT_EQ(page.blocks.size(), 1U) << text;
    EXPECT_EQ(page.blocks[0].name, "0");
    EXPECT_EQ(page.blocks[0].role, BlockRole::kMain);
    ASSERT_EQ(page.blocks[0].parts.size(), 1U);
    EXPECT_EQ(page.blocks[0].parts[0].end, text.size());
  }
}

TEST(TextBlocks, TheLastRecordMayHaveBlankLinesAllTheSame) {
  const std::string page =
      absl::StrCat(AggregatorPage(), "\nHerald\n5 hours ago\n- Herald\nBees swarm at the station\n", Prose(500, 30),
                   "\n\nIt was hot.\n\n", Prose(600, 30), "\n\nBack to the top\n");
  EXPECT_EQ(TextOf(SplitTextPage(page), "4"), Prose(500, 30) + " It was hot. " + Prose(600, 30));
}

TEST(TextBlocks, WhatReadersWroteIsNoRecord) {
  const std::string page = absl::StrCat("Title\n", Prose(0, 80), "\n\nComments\n\nJane\n2 hours ago\nI was there\n",
                                        Prose(100, 30), "\n\nJohn\n3 hours ago\nSo was I\n", Prose(200, 30), "\n");
  EXPECT_THAT(Outline(SplitTextPage(page)), Not(Contains(testing::HasSubstr("related"))));
}

}  // namespace
}  // namespace copydesk
