#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "copydesk/attribution.h"
#include "text/tokens.h"
#include "wire/audit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Genealogy Trace(const Articles& articles, const AuditRules& policy = {}) {
  return TracePassages(articles.All(), policy).value();
}

// The variant of each member in one row of the table; -1: the member does not have the passage.
std::vector<int> Row(const TracedPassage& passage, std::size_t members) {
  std::vector<int> row(members, -1);
  for (const PassageCell& cell : passage.cells) row[cell.member] = static_cast<int>(cell.variant);
  return row;
}

TEST(TracePassages, AnEditThatASecondOutletInherited) {
  Articles articles;
  const std::string edited = Replaced(Harbour(0, 3), "three hundred workers", "about two hundred workers");
  articles.Add("Echo", Harbour(0, 3), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", edited, "2031-03-07T12:00:00Z");
  articles.Add("Post", Harbour(0, 3), "2031-03-07T11:00:00Z");
  articles.Add("Herald", Replaced(edited, "Forty boats", "Some forty boats"), "2031-03-07T15:00:00Z");
  articles.Add("Courier", edited, "2031-03-07T16:00:00Z");
  const Genealogy genealogy = Trace(articles);
  EXPECT_THAT(genealogy.order, ElementsAre(0, 2, 1, 3, 4));
  ASSERT_THAT(genealogy.passages, SizeIs(3));
  EXPECT_THAT(Row(genealogy.passages[0], 5), ElementsAre(0, 0, 0, 0, 0));
  const TracedPassage& passage = genealogy.passages[2];
  EXPECT_THAT(Row(passage, 5), ElementsAre(0, 1, 0, 2, 1));
  ASSERT_THAT(passage.variants, SizeIs(3));
  EXPECT_EQ(passage.variants[1].entered, 1U);
  EXPECT_TRUE(passage.variants[1].certain);
  EXPECT_THAT(passage.variants[1].members, ElementsAre(1, 4));
  EXPECT_EQ(passage.variants[1].parent, 0U);
  EXPECT_LT(passage.variants[1].share, 1);
  EXPECT_EQ(passage.variants[2].parent, 1U);  // the edit of an edit
  EXPECT_EQ(passage.previous, 1U);
  EXPECT_FALSE(passage.next.has_value());
}

TEST(TracePassages, WithoutTimesNobodyIsSaidToBeFirst) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 2));
  articles.Add("Gazette", Harbour(0, 2));
  Genealogy genealogy = Trace(articles);
  ASSERT_THAT(genealogy.passages, SizeIs(2));
  EXPECT_FALSE(genealogy.passages[0].variants[0].entered.has_value());
  articles.Add("Post", Harbour(0, 2), "2031-03-07");
  genealogy = Trace(articles);
  EXPECT_THAT(genealogy.order, ElementsAre(2, 0, 1));
  EXPECT_EQ(genealogy.passages[0].variants[0].entered, 2U);
  EXPECT_FALSE(genealogy.passages[0].variants[0].certain);
}

TEST(TracePassages, ADayIsNotBeforeAnHourOfIt) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 2), "2031-03-07");
  articles.Add("Gazette", Harbour(0, 2), "2031-03-07T12:00:00Z");
  EXPECT_FALSE(Trace(articles).passages[0].variants[0].certain);
}

TEST(TracePassages, ParagraphsThatWereJoinedOrDividedAreTheSamePassages) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 4), "2031-03-07T09:00:00Z");
  articles.Add("Gazette",
               std::string(HarbourParagraph(0)) + " " + std::string(HarbourParagraph(1)) + "\n\n" +
                   Replaced(Harbour(2, 4), "the breakwater, and ", "the breakwater, and\n\n"),
               "2031-03-07T10:00:00Z");
  const Genealogy genealogy = Trace(articles);
  ASSERT_THAT(genealogy.passages, SizeIs(4));
  for (const TracedPassage& passage : genealogy.passages) EXPECT_THAT(Row(passage, 2), ElementsAre(0, 0));
  EXPECT_THAT(genealogy.passages[2].cells[1].parts, SizeIs(2));
}

TEST(TracePassages, ATextWithoutParagraphsIsDividedBetweenSentences) {
  std::string flat = Harbour();
  for (std::size_t at = 0; (at = flat.find("\n\n", at)) != std::string::npos;) flat.replace(at, 2, " ");
  Articles articles;
  articles.Add("Echo", flat, "2031-03-07T09:00:00Z");
  articles.Add("Gazette", Harbour(2), "2031-03-07T10:00:00Z");
  const Genealogy genealogy = Trace(articles);
  EXPECT_GE(genealogy.passages.size(), 4U);
  EXPECT_LE(genealogy.passages.size(), 6U);
  EXPECT_THAT(genealogy.passages[0].cells, SizeIs(1));
  EXPECT_THAT(genealogy.passages.back().cells, SizeIs(2));
}

TEST(TracePassages, InsertionsAreNewPassages) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 3), "2031-03-07T09:00:00Z");
  articles.Add(
      "Gazette",
      Join({HarbourParagraph(0), FerryParagraph(3), HarbourParagraph(1)}) + " " + std::string(FerryParagraph(5)),
      "2031-03-07T10:00:00Z");
  const Genealogy genealogy = Trace(articles);
  ASSERT_THAT(genealogy.passages, SizeIs(5));
  EXPECT_THAT(Row(genealogy.passages[1], 2), ElementsAre(0, 0));
  EXPECT_THAT(Row(genealogy.passages[2], 2), ElementsAre(0, -1));
  EXPECT_THAT(Row(genealogy.passages[3], 2), ElementsAre(-1, 0));
  EXPECT_EQ(genealogy.passages[3].previous, 0U);
  EXPECT_EQ(genealogy.passages[3].next, 1U);
  EXPECT_EQ(genealogy.passages[4].previous, 1U);
}

TEST(TracePassages, CreditsAreNoEdits) {
  Articles articles;
  articles.Add("Echo", "DUNMARSH (AP) — " + Harbour(0, 2), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", Harbour(0, 2), "2031-03-07T10:00:00Z");
  const Genealogy genealogy = Trace(articles);
  EXPECT_THAT(Row(genealogy.passages[0], 2), ElementsAre(0, 0));
}

TEST(TracePassages, ARepeatedSentenceIsNoEdit) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 2), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", Join({HarbourParagraph(1), HarbourParagraph(0), HarbourParagraph(1)}),
               "2031-03-07T10:00:00Z");
  const Genealogy genealogy = Trace(articles);
  ASSERT_THAT(genealogy.passages, SizeIs(2));
  EXPECT_THAT(Row(genealogy.passages[1], 2), ElementsAre(0, 0));
}

TEST(TracePassages, NothingInNothing) {
  EXPECT_THAT(TracePassages({}).value().passages, IsEmpty());
  Articles articles;
  articles.Add("Echo", "");
  articles.Add("Gazette", " \n\n—\n");
  EXPECT_THAT(Trace(articles).passages, IsEmpty());
  EXPECT_FALSE(TracePassages(articles.All(), {.min_share = -1}).ok());
}

// Cells hold all words of their member, each once, and the order of members does not matter.
TEST(TracePassages, EveryWordIsInOnePassage) {
  const unsigned seed = 20312;
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << seed << ", round " << round);
    Articles articles;
    const std::size_t count = 1 + below(8);
    for (std::size_t m = 0; m < count; ++m) {
      std::string text;
      for (std::size_t p = below(9); p > 0; --p) {
        std::string paragraph(below(4) == 0 ? FerryParagraph(below(8)) : HarbourParagraph(below(8)));
        const std::size_t space = paragraph.find(' ', below(paragraph.size() / 2));
        if (below(3) == 0) paragraph.replace(space, 1 + below(40), " 港口 other ");
        text += paragraph + (below(4) == 0 ? " " : "\n\n");
      }
      articles.Add("Outlet " + std::to_string(m), text,
                   below(3) == 0 ? "" : "2031-03-0" + std::to_string(1 + below(9)));
    }
    std::vector<AuditText> members = articles.All();
    const Genealogy genealogy = TracePassages(members).value();
    std::vector<std::vector<TextRange>> parts(members.size());
    for (const TracedPassage& passage : genealogy.passages) {
      ASSERT_THAT(passage.cells, testing::Not(IsEmpty()));
      for (const PassageCell& cell : passage.cells) {
        ASSERT_LT(cell.variant, passage.variants.size());
        EXPECT_THAT(passage.variants[cell.variant].members, testing::Contains(cell.member));
        parts[cell.member].insert(parts[cell.member].end(), cell.parts.begin(), cell.parts.end());
      }
      for (const PassageVariant& variant : passage.variants) {
        EXPECT_GE(variant.share, 0);
        EXPECT_LE(variant.share, 1);
      }
    }
    for (std::size_t m = 0; m < members.size(); ++m) {
      std::sort(parts[m].begin(), parts[m].end(), [](TextRange x, TextRange y) { return x.begin < y.begin; });
      std::size_t words = 0;
      std::uint32_t end = 0;
      for (const TextRange part : parts[m]) {
        EXPECT_LE(end, part.begin);
        end = part.end;
        words += Tokenize(members[m].text.substr(part.begin, part.end - part.begin)).size();
      }
      EXPECT_EQ(words, Tokenize(members[m].text).size());
    }
    std::reverse(members.begin(), members.end());
    const Genealogy reversed = TracePassages(members).value();
    ASSERT_EQ(reversed.passages.size(), genealogy.passages.size());
    for (std::size_t p = 0; p < genealogy.passages.size(); ++p) {
      std::vector<int> row = Row(reversed.passages[p], members.size());
      std::reverse(row.begin(), row.end());
      EXPECT_EQ(row, Row(genealogy.passages[p], members.size()));
    }
  }
}

TEST(TracePassages, RepetitionStaysLinear) {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += i % 7 == 0 ? "over and over again.\n" : "over and over again. ";
  Articles articles;
  articles.Add("Echo", text);
  articles.Add("Gazette", "now " + text);
  EXPECT_THAT(Trace(articles).order, SizeIs(2));
}

}  // namespace
}  // namespace copydesk
