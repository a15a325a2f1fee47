// Tables as text, and statuses read back from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "copydesk/audit_files.h"
#include "copydesk/audit_status.h"
#include "report/neutralised_cell.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kHeader =
    "group,source,source_block,target,target_block,source_content,target_content,status,note\n";

std::string MessageOf(const std::string& text) {
  const auto parsed = ParseFindingStatuses(text, "said.csv");
  EXPECT_FALSE(parsed.ok()) << text;
  return std::string(parsed.status().message());
}

TEST(CsvLine, CellsOfEveryKind) {
  EXPECT_EQ(CsvLine(std::vector<TableCell>{TableCell(), std::string_view("plain"), std::uint64_t{7}, std::int64_t{-3},
                                           0.25, true}),
            ",plain,7,-3,0.25,true");
  EXPECT_EQ(CsvLine(std::vector<TableCell>{std::string_view("a,b"), std::string_view("say \"no\""),
                                           std::string_view("two\nlines")}),
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"");
}

TEST(CsvLine, NothingBeginsAFormula) {
  for (const std::string text : {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "  =x", "'=x", "''=x"}) {
    const std::string line = CsvLine(std::vector<TableCell>{std::string_view(text)});
    EXPECT_EQ(line[line[0] == '"' ? 1 : 0], '\'') << text;
  }
  EXPECT_EQ(CsvLine(std::vector<TableCell>{std::string_view("O'Hara - 'x'")}), "O'Hara - 'x'");
  EXPECT_EQ(CsvLine(std::vector<TableCell>{std::string_view("'quoted'")}), "'quoted'");
}

TEST(CsvLine, WhatIsNotUtf8IsReplaced) {
  EXPECT_EQ(CsvLine(std::vector<TableCell>{std::string_view("a\xff"
                                                            "b")}),
            "a\xef\xbf\xbd"
            "b");
}

TEST(ParseFindingStatuses, ReadsWhatWasSaid) {
  const auto parsed = ParseFindingStatuses(std::string("\xef\xbb\xbf") + kHeader +
                                               "g-1,a,0,b,0,c1,c2,licensed,\"see letter, page 2\"\r\n"
                                               "g-1,a,0,c,1.2,c1,c3,,\n"
                                               "\n"
                                               "g-1,a,0,d,0,c1,c4, unsure ,\n"
                                               "g-1,a,0,e,0,c1,c5,,a note alone",
                                           "said.csv");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  ASSERT_THAT(*parsed, SizeIs(3));
  EXPECT_EQ((*parsed)[0].target, (BlockName{.document = "b", .block = "0"}));
  EXPECT_EQ((*parsed)[0].state, FindingState::kLicensed);
  EXPECT_EQ((*parsed)[0].note, "see letter, page 2");
  EXPECT_EQ((*parsed)[1].state, FindingState::kUnsure);
  EXPECT_EQ((*parsed)[2].note, "a note alone");
}

TEST(ParseFindingStatuses, ColumnsInAnyOrderAndWithoutNotes) {
  const auto parsed = ParseFindingStatuses(
      "status,target,target_block,target_content,source,source_block,source_content\nignored,b,,y,a,,x\n", "said.csv");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_THAT(*parsed, ElementsAre(FindingStatus{.source = {.document = "a", .block = ""},
                                                 .target = {.document = "b", .block = ""},
                                                 .source_content = "x",
                                                 .target_content = "y",
                                                 .state = FindingState::kIgnored}));
}

TEST(ParseFindingStatuses, SaysWhereAndWhat) {
  EXPECT_EQ(MessageOf(""),
            "said.csv:1: there is no column source; give the findings.csv that an audit wrote, with its "
            "first line");
  EXPECT_EQ(MessageOf(std::string(kHeader) + "g,a,0,b,0,x,y,paid,\n"),
            "said.csv:2: there is no status paid; write licensed, unlicensed, unsure or ignored, or nothing");
  EXPECT_THAT(MessageOf(std::string(kHeader) + "g,a,0,b,0,x,y,\n"), HasSubstr("said.csv:2: it has 8 cells"));
  EXPECT_THAT(MessageOf(std::string(kHeader) + "\"two\nlines\",a,0,b,0,x,y,,\ng,a,0,\"b"),
              HasSubstr("said.csv:4: a quotation mark is not closed"));
  EXPECT_THAT(MessageOf(std::string(kHeader) + "g,\"a\"x,0,b,0,x,y,,\n"), HasSubstr("said.csv:2: text follows"));
  EXPECT_THAT(MessageOf(std::string(kHeader) + "g,a\xff,0,b,0,x,y,,\n"), HasSubstr("said.csv:2: it is not UTF-8"));
  EXPECT_THAT(MessageOf(std::string(kHeader) + "g,a,0,b,0,x,y,licensed,\ng,a,0,b,0,x,y,unsure,\n"),
              HasSubstr("said.csv:3: the same finding has another status above"));
}

// What a table says of an article is had back, whatever the ids are.
TEST(ParseFindingStatuses, HostileTextsComeBackAsTheyWere) {
  std::vector<std::string> texts = {"=cmd|' /C calc'!A0", "'=x", "-", "a,b", "\"", "\r\n", " lead", "'", "''", "\t"};
  std::mt19937 random(3);
  const std::string alphabet = "'=-+@,\"\r\n\t x";
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) text += alphabet[random() % alphabet.size()];
    texts.push_back(text);
  }
  for (const std::string& text : texts) {
    EXPECT_EQ(WithoutNeutraliser((IsNeutralised(text) ? "'" : "") + text), text);
    const std::vector<TableCell> row = {std::string_view("g"), std::string_view(text),       std::string_view("0"),
                                        std::string_view("b"), std::string_view("0"),        std::string_view("x"),
                                        std::string_view("y"), std::string_view("licensed"), std::string_view(text)};
    const auto parsed = ParseFindingStatuses(kHeader + CsvLine(row) + "\n", "said.csv");
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    ASSERT_THAT(*parsed, SizeIs(1));
    EXPECT_EQ((*parsed)[0].source.document, text);
    EXPECT_EQ((*parsed)[0].note, text);
  }
}

}  // namespace
}  // namespace copydesk
