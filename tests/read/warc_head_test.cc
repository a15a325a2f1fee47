#include "read/warc_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

using testing::HasSubstr;

struct Parsed {
  bool good = true;
  WarcHead head;
  std::string reason;
};

Parsed Parse(const std::vector<std::string>& lines) {
  WarcHeadParser parser;
  Parsed parsed;
  for (const std::string& line : lines) parsed.good = parsed.good && parser.Line(line);
  parsed.good = parsed.good && parser.Finish();
  parsed.reason = parser.reason();
  EXPECT_EQ(parsed.good, parsed.reason.empty());
  parsed.head = std::move(parser.head());
  return parsed;
}

TEST(WarcHeadTest, FieldsWhateverTheirCaseAndOrder) {
  const Parsed parsed = Parse({"WARC/1.1", "content-length:5", "WARC-Target-URI:  <http://a/> ", "warc-type: Response",
                               "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: 2020", "Content-Type: text/plain",
                               "WARC-Payload-Digest: sha1:X", "WARC-Refers-To: <urn:uuid:0>", "X-Other: y"});
  ASSERT_TRUE(parsed.good) << parsed.reason;
  EXPECT_EQ(parsed.head.type, WarcType::kResponse);
  EXPECT_EQ(parsed.head.content_length, 5U);
  EXPECT_EQ(parsed.head.id, "urn:uuid:1");
  EXPECT_EQ(parsed.head.target_uri, "http://a/");
  EXPECT_EQ(parsed.head.date, "2020");
  EXPECT_EQ(parsed.head.content_type, "text/plain");
  EXPECT_EQ(parsed.head.payload_digest, "sha1:X");
  EXPECT_EQ(parsed.head.refers_to, "urn:uuid:0");
}

TEST(WarcHeadTest, Types) {
  const std::pair<const char*, WarcType> types[] = {
      {"warcinfo", WarcType::kWarcinfo},     {"response", WarcType::kResponse},
      {"resource", WarcType::kResource},     {"request", WarcType::kRequest},
      {"metadata", WarcType::kMetadata},     {"revisit", WarcType::kRevisit},
      {"conversion", WarcType::kConversion}, {"continuation", WarcType::kContinuation},
      {"unheard-of", WarcType::kOther}};
  for (const auto& [name, type] : types) {
    EXPECT_EQ(Parse({"WARC/1.0", std::string("WARC-Type: ") + name, "Content-Length: 0"}).head.type, type) << name;
  }
}

TEST(WarcHeadTest, FoldedLinesGoOn) {
  const Parsed parsed = Parse({"WARC/1.0", "WARC-Type: response", "WARC-Target-URI: http://a", "  /b", "\tc", "X: y",
                               " not to the URI", "Content-Length: 1"});
  ASSERT_TRUE(parsed.good);
  EXPECT_EQ(parsed.head.target_uri, "http://a /b c");
}

TEST(WarcHeadTest, TheFirstOfTwoCounts) {
  const Parsed parsed = Parse({"WARC/1.0", "WARC-Type: response", "WARC-Type: revisit", "WARC-Record-ID: <a>",
                               "WARC-Record-ID: <b>", "Content-Length: 1", "Content-Length: 1"});
  ASSERT_TRUE(parsed.good);
  EXPECT_EQ(parsed.head.type, WarcType::kResponse);
  EXPECT_EQ(parsed.head.id, "a");
}

TEST(WarcHeadTest, VersionLines) {
  for (const char* line : {"WARC/1.0", "WARC/1.1", "WARC/1.12", "WARC/1.0 "}) {
    EXPECT_TRUE(Parse({line, "WARC-Type: response", "Content-Length: 1"}).good) << line;
  }
  for (const char* line :
       {"WARC/1.", "WARC/2.0", "WARC/0.18", "WARC/1.0x", "warc/1.0", " WARC/1.0", "WARC/1.1234", ""}) {
    EXPECT_THAT(Parse({line, "WARC-Type: response", "Content-Length: 1"}).reason, HasSubstr("no WARC record")) << line;
  }
}

TEST(WarcHeadTest, Lengths) {
  for (const char* length :
       {"-1", "+1", "", "1 2", "0x10", "1.0", "18446744073709551616", "9223372036854775807", "one"}) {
    EXPECT_THAT(Parse({"WARC/1.0", "WARC-Type: response", std::string("Content-Length: ") + length}).reason,
                HasSubstr("Content-Length"))
        << length;
  }
  EXPECT_EQ(Parse({"WARC/1.0", "WARC-Type: response", "Content-Length: 4611686018427387904"}).head.content_length,
            std::uint64_t{1} << 62);
  EXPECT_THAT(Parse({"WARC/1.0", "WARC-Type: a", "Content-Length: 1", "Content-Length: 2"}).reason,
              HasSubstr("two lengths"));
}

TEST(WarcHeadTest, WhatIsMissingIsNamed) {
  EXPECT_THAT(Parse({"WARC/1.0", "Content-Length: 1"}).reason, HasSubstr("WARC-Type"));
  EXPECT_THAT(Parse({"WARC/1.0", "WARC-Type: response"}).reason, HasSubstr("Content-Length"));
  EXPECT_THAT(Parse({"WARC/1.0", "WARC-Type: response", "no field"}).reason, HasSubstr("name: value"));
  EXPECT_THAT(Parse({"WARC/1.0", "WARC-Record-ID: <aWARC/1.0"}).reason, HasSubstr("another begins"));
  EXPECT_THAT(Parse({"WARC/1.0", ": value"}).reason, HasSubstr("name: value"));
}

TEST(WarcHeadTest, LinesAreLimited) {
  std::vector<std::string> lines = {"WARC/1.0", "WARC-Type: response", "Content-Length: 1"};
  lines.resize(kMaxWarcHeadLines, "X: y");
  EXPECT_TRUE(Parse(lines).good);
  lines.emplace_back("X: y");
  EXPECT_THAT(Parse(lines).reason, HasSubstr("1000 lines"));
}

}  // namespace
}  // namespace copydesk
