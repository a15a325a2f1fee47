#include "dedup/json_cut.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/utf8_reader.h"
#include "copydesk/reader.h"
#include "dedup/json_walk.h"
#include "read/buffered_input.h"
#include "read/json_record.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using nlohmann::json;

std::string Cut(std::string_view line, const std::vector<TextRange>& cuts, std::string_view member = "text") {
  const absl::StatusOr<std::string> result = CutJsonText(line, member, cuts);
  return result.ok() ? *result : std::string(result.status().message());
}

bool Fails(std::string_view line, const std::vector<TextRange>& cuts) {
  return CutJsonText(line, "text", cuts).status().code() == absl::StatusCode::kInvalidArgument;
}

TEST(CutJsonText, TouchesNothingElse) {
  EXPECT_EQ(Cut(R"({ "id" : 7.50,"text": "one two three" , "x":[1,{"text":"no"}] })"
                "\r",
                {{4, 8}}),
            R"({ "id" : 7.50,"text": "one three" , "x":[1,{"text":"no"}] })"
            "\r");
  EXPECT_EQ(Cut(R"({"text":"abc"})", {{0, 3}}), R"({"text":""})");
  EXPECT_EQ(Cut(R"({"text":"abc"})", {{0, 1}, {1, 2}}), R"({"text":"c"})");
  EXPECT_EQ(Cut(R"({"text":"abc"})", {}), R"({"text":"abc"})");
  EXPECT_EQ(Cut(R"({"text":"abc"})", {{1, 1}, {3, 3}}), R"({"text":"abc"})");
}

TEST(CutJsonText, CountsEscapesAsTheirCharacters) {
  // a \n \u00e9 (2 bytes) U+1F600 (4) / z
  constexpr std::string_view kLine = R"({"text":"a\n\u00E9\ud83d\uDE00\/z"})";
  EXPECT_EQ(Cut(kLine, {{1, 2}}), R"({"text":"a\u00E9\ud83d\uDE00\/z"})");
  EXPECT_EQ(Cut(kLine, {{2, 4}}), R"({"text":"a\n\ud83d\uDE00\/z"})");
  EXPECT_EQ(Cut(kLine, {{4, 8}}), R"({"text":"a\n\u00E9\/z"})");
  EXPECT_EQ(Cut(kLine, {{8, 9}}), R"({"text":"a\n\u00E9\ud83d\uDE00z"})");
  for (const std::uint32_t inside : {3u, 5u, 6u, 7u}) {
    EXPECT_TRUE(Fails(kLine, {{0, inside}}));
    EXPECT_TRUE(Fails(kLine, {{inside, 10}}));
  }
  EXPECT_TRUE(Fails(kLine, {{0, 11}}));
  EXPECT_TRUE(Fails(kLine, {{11, 11}}));
  EXPECT_TRUE(Fails(R"({"text":"é"})", {{0, 1}}));
}

TEST(CutJsonText, CutsAscend) {
  EXPECT_TRUE(Fails(R"({"text":"abcdef"})", {{2, 4}, {3, 5}}));
  EXPECT_TRUE(Fails(R"({"text":"abcdef"})", {{4, 5}, {1, 2}}));
  EXPECT_TRUE(Fails(R"({"text":"abcdef"})", {{4, 2}}));
}

TEST(CutJsonText, TakesTheMemberThatTheReaderTakes) {
  EXPECT_EQ(Cut(R"({"text":"abc","text":"def"})", {{0, 1}}), R"({"text":"bc","text":"def"})");
  EXPECT_EQ(Cut(R"({"text": null,"text":"def"})", {{0, 1}}), R"({"text": null,"text":"ef"})");
  EXPECT_EQ(Cut(R"({"te\u0078t":"abc"})", {{0, 1}}), R"({"te\u0078t":"bc"})");
  EXPECT_EQ(Cut(R"({"a\"b\\":"abc"})", {{0, 1}}, "a\"b\\"), R"({"a\"b\\":"bc"})");
  EXPECT_EQ(Cut(R"({"é":"abc"})", {{0, 1}}, "é"), R"({"é":"bc"})");
}

TEST(CutJsonText, RefusesWhatIsNoRecordWithThisText) {
  for (const std::string_view line : {"",
                                      " ",
                                      "[]",
                                      "{",
                                      "}",
                                      "{}",
                                      R"({"tex":"a"})",
                                      R"({"texts":"a"})",
                                      R"({"text":1})",
                                      R"({"text":["a"]})",
                                      R"({"text":null})",
                                      R"({"text":"a")",
                                      R"({"text":"a"} x)",
                                      R"({"text":"a)",
                                      R"({"text":"a\)",
                                      R"({"text":"\x"})",
                                      R"({"text":"\u12"})",
                                      R"({"text":"\ud800"})",
                                      R"({"text":"\ud800\u0041"})",
                                      R"({"text":"\udc00"})",
                                      "{\"text\":\"a\tb\"}",
                                      R"({"text":"a",})",
                                      R"({,"text":"a"})",
                                      R"({"text" "a"})",
                                      R"({"text":})",
                                      R"({text:"a"})",
                                      R"({"text":"a" "b":1})"}) {
    EXPECT_TRUE(Fails(line, {})) << line;
  }
}

TEST(AddJsonMembers, StandBeforeTheClosingBrace) {
  const auto add = [](std::string_view line) { return AddJsonMembers(line, R"("b":2,"c":"x")").value_or("error"); };
  EXPECT_EQ(add(R"({"a":1})"), R"({"a":1,"b":2,"c":"x"})");
  EXPECT_EQ(add("{}"), R"({"b":2,"c":"x"})");
  EXPECT_EQ(add(" { } \r"), " {\"b\":2,\"c\":\"x\" } \r");
  EXPECT_EQ(add("{\"a\": {} } \r\n"), "{\"a\": {},\"b\":2,\"c\":\"x\" } \r\n");
  for (const std::string_view line : {"", "{", "}", "[]", "{} x", "x{}"}) EXPECT_EQ(add(line), "error") << line;
}

TEST(HasJsonMember, LooksAtTheObjectItself) {
  constexpr std::string_view kLine = R"({"a":{"b":1,"c":[2]},"\u0064":null,"":"e\"f"})";
  EXPECT_TRUE(HasJsonMember(kLine, "a"));
  EXPECT_TRUE(HasJsonMember(kLine, "d"));
  EXPECT_TRUE(HasJsonMember(kLine, ""));
  for (const std::string_view name : {"b", "c", "e", "f", "\\u0064", "A", "aa"}) {
    EXPECT_FALSE(HasJsonMember(kLine, name)) << name;
  }
  EXPECT_FALSE(HasJsonMember("", "a"));
  EXPECT_FALSE(HasJsonMember("[\"a\"]", "a"));
}

// A string with characters of every kind, written raw or as any of their escapes.
struct Written {
  std::string decoded;
  std::string raw;
  std::vector<std::size_t> borders;  // of characters, in `decoded`
};

Written RandomString(std::mt19937_64& random, std::size_t most) {
  constexpr char32_t kCharacters[] = {'a',    'b',    ' ',    '"',    '\\',    '/',     '\n',    '\t',  0x08,
                                      0x0c,   0x0d,   0,      0x1f,   0x7f,    0xe9,    0x7ff,   0x800, 0x96e8,
                                      0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff};
  Written written;
  written.borders.push_back(0);
  for (std::size_t i = RandomBelow(random, most + 1); i > 0; --i) {
    const char32_t c = kCharacters[RandomBelow(random, std::size(kCharacters))];
    const auto escape = [&](char32_t unit) {
      std::string text = "\\u";
      for (const char32_t digit : {unit >> 12 & 15, unit >> 8 & 15, unit >> 4 & 15, unit & 15}) {
        const std::string_view digits = RandomChance(random, 0.5) ? "0123456789abcdef" : "0123456789ABCDEF";
        text += digits[digit];
      }
      return text;
    };
    std::string utf8 =
        json::parse("\"" +
                    (c < 0x10000 ? escape(c)
                                 : escape(0xd800 + ((c - 0x10000) >> 10)) + escape(0xdc00 + ((c - 0x10000) & 0x3ff))) +
                    "\"")
            .get<std::string>();
    const std::size_t which = std::string_view("\"\\/\b\f\n\r\t").find(static_cast<char>(c));
    if (c < 0x80 && which != std::string_view::npos && c != 0 && RandomChance(random, 0.5)) {
      written.raw += '\\';
      written.raw += "\"\\/bfnrt"[which];
    } else if (c < 0x20 || c == '"' || c == '\\' || RandomChance(random, 0.4)) {
      written.raw +=
          c < 0x10000 ? escape(c) : escape(0xd800 + ((c - 0x10000) >> 10)) + escape(0xdc00 + ((c - 0x10000) & 0x3ff));
    } else {
      written.raw += utf8;
    }
    written.decoded += utf8;
    written.borders.push_back(written.decoded.size());
  }
  return written;
}

std::string Blanks(std::mt19937_64& random) {
  std::string blanks;
  while (RandomChance(random, 0.3)) blanks += " \t"[RandomBelow(random, 2)];
  return blanks;
}

std::string RandomValue(std::mt19937_64& random, int depth) {
  switch (RandomBelow(random, depth > 3 ? 4 : 6)) {
    case 0:
      return "\"" + RandomString(random, 5).raw + "\"";
    case 1:
      return "-1.5e+3";
    case 2:
      return "null";
    case 3:
      return "true";
    case 4:
      return "[" + RandomValue(random, depth + 1) + Blanks(random) + "," + RandomValue(random, depth + 1) + "]";
    default:
      return "{" + Blanks(random) + "\"text\":" + RandomValue(random, depth + 1) + "}";
  }
}

TEST(JsonCut, RandomObjectsAreWhatTheyWereWithoutTheCuts) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 20'000; ++round) {
    const Written text = RandomString(random, 30);
    std::string line = Blanks(random) + "{" + Blanks(random);
    const std::size_t members = 1 + RandomBelow(random, 4);
    const std::size_t place = RandomBelow(random, members);
    for (std::size_t i = 0; i < members; ++i) {
      if (i > 0) line += Blanks(random) + "," + Blanks(random);
      line +=
          i == place ? RandomChance(random, 0.5) ? R"("text")" : R"("t\u0065xt")" : "\"m" + std::to_string(i) + "\"";
      line += Blanks(random) + ":" + Blanks(random);
      line += i == place ? "\"" + text.raw + "\"" : RandomValue(random, 0);
    }
    line += Blanks(random) + "}" + Blanks(random) + (RandomChance(random, 0.3) ? "\r" : "");
    ASSERT_TRUE(json::accept(line)) << line;

    std::vector<TextRange> cuts;
    std::string left;
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.borders.size();) {
      const std::size_t end = std::min(text.borders.size() - 1, i + RandomBelow(random, 4));
      if (RandomChance(random, 0.3)) {
        cuts.push_back({static_cast<std::uint32_t>(text.borders[i]), static_cast<std::uint32_t>(text.borders[end])});
        left += text.decoded.substr(at, text.borders[i] - at);
        at = text.borders[end];
      }
      i = end + 1;
    }
    left += text.decoded.substr(at);

    const absl::StatusOr<std::string> cut = CutJsonText(line, "text", cuts);
    ASSERT_TRUE(cut.ok()) << cut.status() << "\n" << line;
    json expected = json::parse(line);
    expected["text"] = left;
    ASSERT_EQ(json::parse(*cut), expected) << line;
    ASSERT_EQ(CutJsonText(line, "text", {}).value(), line);

    const std::string added = AddJsonMembers(line, R"("copydesk":[1])").value();
    expected = json::parse(line);
    expected["copydesk"] = {1};
    ASSERT_EQ(json::parse(added), expected) << added;
    ASSERT_TRUE(HasJsonMember(added, "copydesk"));
    ASSERT_FALSE(HasJsonMember(line, "copydesk"));
  }
}

// Strings of any bytes and escapes: what the reader takes for a text is what is decoded here.
TEST(JsonCut, AgreesWithTheReader) {
  std::mt19937_64 random(10);
  constexpr std::string_view kPieces[] = {"a",
                                          "\\n",
                                          "\\\"",
                                          "\\",
                                          "\"",
                                          "\\u0041",
                                          "\\ud83d",
                                          "\\ude00",
                                          "\\uD83D\\uDE00",
                                          "\\u00",
                                          "\\ud800\\u0041",
                                          "\\x",
                                          "é",
                                          "\xe9",
                                          "\x01",
                                          "\\/",
                                          "\xf0\x9f\x98\x80",
                                          "\\u0000",
                                          "\\uFFFF",
                                          "\\udfff"};
  FieldNames fields;
  fields.text = {"text"};
  JsonRecordParser parser(fields);
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string line = "{\"text\":\"";
    for (std::size_t i = RandomBelow(random, 5); i > 0; --i) line += kPieces[RandomBelow(random, std::size(kPieces))];
    line += "\"}";
    const std::size_t size = line.size();
    line.resize(size + BufferedInput::kPadding);
    const std::string_view view = std::string_view(line).substr(0, size);
    const absl::StatusOr<Document> document = parser.Parse(view);
    if (!document.ok()) continue;
    ++accepted;
    const auto end = static_cast<std::uint32_t>(document->text.size());
    const std::vector<TextRange> all = {{0, end}};
    ASSERT_EQ(CutJsonText(view, "text", all).value_or("error"), R"({"text":""})") << view;
    const std::string raw(view.substr(9, size - 11));
    ASSERT_TRUE(IsJsonString(raw, document->text)) << view;
  }
  EXPECT_GT(accepted, 5'000);
}

}  // namespace
}  // namespace copydesk
