#include "read/json_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "read/buffered_input.h"

namespace copydesk {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;
using testing::StartsWith;

absl::StatusOr<Document> Parse(const std::string& line, const FieldNames& fields = {}) {
  JsonRecordParser parser(fields);
  // Padding that would change the result if it were taken for a part of the line.
  const std::string padded = line + std::string(BufferedInput::kPadding, '"');
  return parser.Parse(std::string_view(padded).substr(0, line.size()));
}

std::string Reason(const std::string& line, const FieldNames& fields = {}) {
  const absl::StatusOr<Document> document = Parse(line, fields);
  return document.ok() ? "" : std::string(document.status().message());
}

Metadata MetadataOf(const std::string& line) {
  const absl::StatusOr<Document> document = Parse(line);
  EXPECT_TRUE(document.ok()) << document.status();
  return document.ok() ? document->metadata : Metadata();
}

TEST(JsonRecordTest, ReadsEveryField) {
  const auto document =
      Parse(R"({"text":"t","id":"i","url":"u","source":"s","published":"p","modified":"m","seen":"e",)"
            R"("title":"h","other":[1,{"a":null}]})");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->text, "t");
  const Metadata expected = {.id = "i",
                             .url = "u",
                             .source = "s",
                             .published = "p",
                             .modified = "m",
                             .seen = "e",
                             .title = "h",
                             .locator = {}};
  EXPECT_EQ(document->metadata, expected);
}

TEST(JsonRecordTest, TheFirstNameWinsWhereverItStands) {
  EXPECT_EQ(Parse(R"({"body":"3","content":"2","text":"1"})")->text, "1");
  EXPECT_EQ(Parse(R"({"body":"3","content":"2"})")->text, "2");
  EXPECT_EQ(MetadataOf(R"({"outlet":"o","publisher":"p","text":""})").source, "p");
}

TEST(JsonRecordTest, TheFirstOfTwoEqualKeysWins) {
  EXPECT_EQ(Parse(R"({"text":"a","text":"b"})")->text, "a");
  EXPECT_EQ(Parse(R"({"text":"a","t\u0065xt":"b"})")->text, "a");
  EXPECT_EQ(Parse(R"({"t\u0065xt":"b"})")->text, "b");
}

TEST(JsonRecordTest, NullCountsAsAbsent) {
  EXPECT_EQ(Parse(R"({"text":null,"content":"c"})")->text, "c");
  EXPECT_EQ(MetadataOf(R"({"text":"","id":null,"title":null})").id, "");
  EXPECT_THAT(Reason(R"({"text":null})"), StartsWith("no text field"));
}

TEST(JsonRecordTest, NumbersAreTakenAsPrinted) {
  for (const std::string number : {"7", "-0", "1.50", "1e5", "1E+05", "-12.5e-3", "123456789012345678901234567890",
                                   "1e999", "0.1000000000000000055511151231257827"}) {
    const Metadata metadata =
        MetadataOf(absl::StrCat(R"({"text":"","id":)", number, " ,\"published\":", number, "\t}"));
    EXPECT_EQ(metadata.id, number);
    EXPECT_EQ(metadata.published, number);
  }
}

TEST(JsonRecordTest, OptionalFieldsOfOtherTypesAreEmpty) {
  const Metadata metadata =
      MetadataOf(R"({"text":"","url":["u"],"title":{"a":"b"},"published":true,"source":["first","second"]})");
  EXPECT_EQ(metadata.url, "");
  EXPECT_EQ(metadata.title, "");
  EXPECT_EQ(metadata.published, "");
  EXPECT_EQ(metadata.source, "first");
  EXPECT_EQ(MetadataOf(R"({"text":"","source":[1,"second"]})").source, "");
  EXPECT_EQ(MetadataOf(R"({"text":"","source":[]})").source, "");
  EXPECT_EQ(MetadataOf(R"({"text":"","source":[["a"]]})").source, "");
  EXPECT_EQ(MetadataOf(R"({"text":"","source":{"name":"a"}})").source, "");
}

TEST(JsonRecordTest, SaysWhatIsWrongWithTextAndId) {
  EXPECT_EQ(Reason(R"({"txt":"a"})"), "no text field; tried text, content, body; name yours with --text-field");
  EXPECT_EQ(Reason(R"({"content":5})"), "field content is a number, not a string; name another with --text-field");
  EXPECT_EQ(Reason(R"({"text":5,"body":"b"})"), "field text is a number, not a string; name another with --text-field");
  EXPECT_EQ(Reason(R"({"text":["a"]})"), "field text is an array, not a string; name another with --text-field");
  EXPECT_EQ(Reason(R"({"text":"","id":[1]})"),
            "field id is an array, no string or number; name another with --id-field");
  EXPECT_EQ(Reason(R"({"text":"","id":true})"),
            "field id is a boolean, no string or number; name another with --id-field");
  EXPECT_EQ(Reason(R"({"text":"","id":{}})"),
            "field id is an object, no string or number; name another with --id-field");
}

TEST(JsonRecordTest, FieldsCanBeNamedSharedAndLeftOut) {
  FieldNames fields;
  fields.text = {"url"};
  fields.id = {};
  fields.title = {"a \"quoted\"\nname", "url"};
  const auto document = Parse(R"({"id":"i","url":"u"})", fields);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "u");
  EXPECT_EQ(document->metadata.url, "u");
  EXPECT_EQ(document->metadata.title, "u");
  EXPECT_EQ(document->metadata.id, "");
  EXPECT_EQ(Parse(R"({"a \"quoted\"\nname":"q","url":"u"})", fields)->metadata.title, "q");
}

TEST(JsonRecordTest, AnyCharacterCanBeInAString) {
  const auto document = Parse(R"({"text":"a\u0000b\n\"\\\/\t\ud83d\ude00é漢","id":"\u0000\n\""})");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->text, "a\0b\n\"\\/\t\xf0\x9f\x98\x80é漢"s);
  EXPECT_EQ(document->metadata.id, "\0\n\""s);
}

TEST(JsonRecordTest, MalformedLines) {
  for (const std::string line : {R"({"text":"a"}})",
                                 R"({"text":"a"} {"text":"b"})",
                                 R"({"text":"a"} x)",
                                 R"({"text":"a",})",
                                 R"({"text":"a")",
                                 R"({"text":"a)",
                                 R"({"text" "a"})",
                                 R"({"text":})",
                                 R"({"text"})",
                                 R"({,})",
                                 R"({)",
                                 R"({"text":"a" "b":1})",
                                 R"({"text":"a","b":01})",
                                 R"({"text":"a","b":1.})",
                                 R"({"text":"a","b":.5})",
                                 R"({"text":"a","b":+1})",
                                 R"({"text":"a","b":1e})",
                                 R"({"text":"a","b":-})",
                                 R"({"text":"a","b":12x})",
                                 R"({"text":"a","b":tru})",
                                 R"({"text":"a","b":nulll})",
                                 R"({"text":"a","b":NaN})",
                                 R"({"text":"a","b":[1,,2]})",
                                 R"({"text":"a","b":[1,]})",
                                 R"({"text":"a","b":[1 2]})",
                                 R"({"text":"a","b":[1}})",
                                 R"({"text":"a","b":{"c"}})",
                                 R"({"text":"a","b":"\x"})",
                                 R"({"text":"a","b":[{"c":[tru]}]})",
                                 R"({text:"a"})",
                                 R"({'text':'a'})",
                                 "{\"text\":\"a\tb\"}"}) {
    EXPECT_THAT(Reason(line), StartsWith("malformed JSON: ")) << line;
  }
}

TEST(JsonRecordTest, LoneSurrogates) {
  for (const std::string text : {R"(\ud800)", R"(\udc00)", R"(\ud800\ud800)", R"(\ud800x)", R"(\ud800\u0041)",
                                 R"(\udc00\ud800)", R"(\ud83d\ude00\ud83d)"}) {
    EXPECT_THAT(Reason(R"({"text":")" + text + "\"}"), HasSubstr("lone surrogate")) << text;
    EXPECT_THAT(Reason(R"({"text":"","other":[")" + text + "\"]}"), HasSubstr("lone surrogate")) << text;
    EXPECT_THAT(Reason(R"({"text":"",")" + text + "\":1}"), HasSubstr("lone surrogate")) << text;
  }
}

TEST(JsonRecordTest, InvalidUtf8IsPlaced) {
  for (const std::string bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82", "\xf5\x80\x80\x80", "\x80"}) {
    EXPECT_EQ(Reason("{\"text\":\"é" + bad + "\"}"), "invalid UTF-8 at byte 11 of the line; convert the file to UTF-8");
  }
}

TEST(JsonRecordTest, RawNulIsPlaced) {
  EXPECT_EQ(Reason("{\"text\":\"\0\"}"s), "raw NUL byte at byte 9 of the line; write \\u0000 or remove it");
  EXPECT_EQ(Reason("{\"text\":\"a\"}\0"s), "raw NUL byte at byte 12 of the line; write \\u0000 or remove it");
}

TEST(JsonRecordTest, WhatIsNoObject) {
  EXPECT_THAT(Reason(R"([{"text":"a"}])"), HasSubstr("jq -c '.[]'"));
  EXPECT_THAT(Reason("["), HasSubstr("jq -c '.[]'"));
  for (const std::string line : {"\"a\"", "5", "null", "hello", "]", "}", "", "  "}) {
    EXPECT_THAT(Reason(line), StartsWith("no JSON object")) << line;
  }
}

TEST(JsonRecordTest, DepthIsLimited) {
  const auto nested = [](int depth) {
    const std::string open(depth, '[');
    return R"({"text":"a","b":)" + open + std::string(depth, ']') + "}";
  };
  EXPECT_EQ(Reason(nested(999)), "");
  EXPECT_THAT(Reason(nested(1000)), HasSubstr("nested deeper than 1000 levels"));
  EXPECT_THAT(Reason(nested(1'000'000)), HasSubstr("nested deeper"));
  std::string objects = R"({"text":"a")";
  for (int i = 0; i < 100'000; ++i) objects += R"(,"b":{"c":1)";
  EXPECT_THAT(Reason(objects + std::string(100'001, '}')), HasSubstr("nested deeper"));
}

TEST(JsonRecordTest, OneParserReadsManyLines) {
  JsonRecordParser parser(FieldNames{});
  for (std::size_t i = 0; i < 1000; ++i) {
    const std::string text(i % 97 * 50, 'x');
    std::string line = i % 3 == 0 ? R"({"text":")" + text : R"({"text":")" + text + "\"}";
    line.resize(line.size() + BufferedInput::kPadding);
    const auto document = parser.Parse(std::string_view(line).substr(0, line.size() - BufferedInput::kPadding));
    ASSERT_EQ(document.ok(), i % 3 != 0);
    if (document.ok()) {
      ASSERT_EQ(document->text, text);
    }
  }
}

// Accepts exactly what another parser accepts, on lines that are nearly JSON.
TEST(JsonRecordTest, AgreesWithAnotherParserOnMutatedLines) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const std::string base =
      R"({"text":"a\n\u00e9 \ud83d\ude00","n":[1,-2.5,0,true,null,{"k":"v"}],"o":{},"e":[], "id":"x" })";
  const std::string alphabet = "{}[]:,\"\\ue019-+.tfn \x01\xc3";
  int accepted = 0;
  for (int round = 0; round < 40'000; ++round) {
    std::string line = base;
    for (unsigned edits = 1 + random() % 2; edits > 0; --edits) {
      const std::size_t at = 1 + random() % (line.size() - 1);
      const char byte = alphabet[random() % alphabet.size()];
      switch (random() % 3) {
        case 0:
          line[at] = byte;
          break;
        case 1:
          line.insert(at, 1, byte);
          break;
        default:
          line.erase(at, 1);
      }
    }
    bool expected = true;
    try {
      expected = nlohmann::json::parse(line).is_structured();
    } catch (const nlohmann::json::out_of_range&) {
      continue;  // a number that no double holds: valid, but the other parser stops there
    } catch (const nlohmann::json::parse_error&) {
      expected = false;
    }
    accepted += expected ? 1 : 0;
    ASSERT_EQ(IsJsonObject(line), expected) << line;
    const std::string reason = Reason(line);
    const bool malformed = reason.starts_with("malformed") || reason.starts_with("invalid UTF-8");
    ASSERT_EQ(malformed, !expected) << line << "\n" << reason;
  }
  EXPECT_GT(accepted, 1000);
}

TEST(JsonRecordTest, RandomRecordsRoundTrip) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto text = [&] {
    static constexpr char32_t kSome[] = {0, '\n', '"', '\\', 'a', ' ', 0x7f, 0xe9, 0x6f22, 0x1f600, 0x2028, 0xfffd};
    std::string out;
    for (unsigned size = random() % 200; size > 0; --size) {
      const char32_t c = kSome[random() % std::size(kSome)];
      if (c < 0x80) {
        out += static_cast<char>(c);
      } else if (c < 0x800) {
        out += {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
      } else if (c < 0x10000) {
        out += {static_cast<char>(0xe0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3f)),
                static_cast<char>(0x80 | (c & 0x3f))};
      } else {
        out += {static_cast<char>(0xf0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 0x3f)),
                static_cast<char>(0x80 | ((c >> 6) & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
      }
    }
    return out;
  };
  for (int round = 0; round < 1000; ++round) {
    const nlohmann::json record = {{"text", text()}, {"id", text()}, {"headline", text()}, {"x", {text(), 1, text()}}};
    const auto document = Parse(record.dump(-1, ' ', /*ensure_ascii=*/random() % 2 == 0));
    ASSERT_TRUE(document.ok()) << document.status() << record;
    ASSERT_EQ(document->text, record["text"].get<std::string>());
    ASSERT_EQ(document->metadata.id, record["id"].get<std::string>());
    ASSERT_EQ(document->metadata.title, record["headline"].get<std::string>());
  }
}

}  // namespace
}  // namespace copydesk
