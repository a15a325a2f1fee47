#include "report/excerpt_json.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace copydesk {
namespace {

std::string Written(const std::string& text, std::vector<Mark> marks, std::vector<ExcludedText> excluded) {
  const std::vector<TextRange> parts = {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}};
  JsonWriter json;
  WriteExcerpt(MakeExcerpt(text, parts, std::move(marks), {.whole = true}), text, excluded, &json);
  return json.Take();
}

TEST(ExcerptJsonTest, PlainTextIsAString) {
  EXPECT_EQ(Written("", {}, {}), "[]");
  EXPECT_EQ(Written("two words", {}, {}), R"(["two words"])");
  EXPECT_EQ(Written("a\x01\xe2\x80\xae", {}, {}), R"(["a[U+0001][U+202E]"])") << "controls are visible";
}

TEST(ExcerptJsonTest, PassagesBeginOnce) {
  const Mark mark{
      .range = {.begin = 4, .end = 13}, .number = 7, .differences = {{.begin = 8, .end = 8}, {.begin = 9, .end = 11}}};
  EXPECT_EQ(Written("one two three four", {mark}, {}),
            R"(["one ",[1,"two ",7,1,0],[2,"",7,0,0],[1,"t",7,0,0],[2,"hr",7,0,0],[1,"ee",7,0,0]," four"])");
}

TEST(ExcerptJsonTest, WhatIsExcludedIsToldInAndOutsideOfPassages) {
  const std::vector<ExcludedText> excluded = {
      {.range = {.begin = 2, .end = 6}, .why = ExclusionReason::kCredit},
      {.range = {.begin = 14, .end = 18}, .why = ExclusionReason::kFurniture},
  };
  const Mark mark{.range = {.begin = 4, .end = 13}, .number = 1};
  EXPECT_EQ(Written("one two three four", {mark}, excluded),
            R"(["on",[0,"e ",1],[1,"tw",1,1,1],[1,"o three",1,0,0]," ",[0,"four",2]])");
}

}  // namespace
}  // namespace copydesk
