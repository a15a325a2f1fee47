#include "copydesk/ninjs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

SourceStatement Of(StatementKind kind, std::string value) {
  return {.kind = kind, .place = StatementPlace::kRecord, .value = std::move(value)};
}

TEST(ParseNinjs, VersionOne) {
  const Document record = ParseNinjs(R"({"uri": "urn:kestrel:1", "type": "text", "language": "en",
      "versioncreated": "2031-03-07T09:30:00Z", "firstcreated": "2031-03-07T09:00:00Z",
      "headline": "Harbour closed again", "byline": "Jane Doe, dpa", "located": "Dunmarsh",
      "copyrightholder": "Kestrel Press", "copyrightnotice": "© 2031 Kestrel Press", "infosource": [{"name": "AFP"}, 7],
      "body_xhtml": "<p>The harbour was closed.</p>", "body_text": "The harbour was closed."})")
                              .value();
  EXPECT_EQ(record.metadata.id, "urn:kestrel:1");
  EXPECT_EQ(record.metadata.title, "Harbour closed again");
  EXPECT_EQ(record.metadata.source, "AFP");
  EXPECT_EQ(record.metadata.published, "2031-03-07T09:00:00Z");
  EXPECT_EQ(record.metadata.modified, "2031-03-07T09:30:00Z");
  EXPECT_EQ(record.text, "The harbour was closed.");
  EXPECT_EQ(record.type, ContentType::kText);
  EXPECT_THAT(record.statements,
              ElementsAre(Of(StatementKind::kAuthor, "Jane Doe, dpa"), Of(StatementKind::kSource, "AFP"),
                          Of(StatementKind::kCopyrightHolder, "Kestrel Press"),
                          Of(StatementKind::kCopyrightHolder, "© 2031 Kestrel Press"),
                          Of(StatementKind::kDateline, "Dunmarsh")));
}

TEST(ParseNinjs, VersionTwo) {
  const Document record = ParseNinjs(R"({"uri": "urn:kestrel:2", "contentcreated": "2031-03-07T09:00:00Z",
      "headlines": [{"role": "main", "value": "Harbour closed"}], "by": "Jane Doe", "infosources": [{"name": "ANSA"}],
      "bodies": [{"role": "empty", "value": ""},
                 {"role": "main", "contenttype": "text/html", "value": "<p>The harbour was closed.</p>"}]})")
                              .value();
  EXPECT_EQ(record.metadata.title, "Harbour closed");
  EXPECT_EQ(record.metadata.published, "2031-03-07T09:00:00Z");
  EXPECT_EQ(record.text, "<p>The harbour was closed.</p>");
  EXPECT_EQ(record.type, ContentType::kHtml);
  EXPECT_THAT(record.statements,
              ElementsAre(Of(StatementKind::kAuthor, "Jane Doe"), Of(StatementKind::kSource, "ANSA")));
}

TEST(ParseNinjs, RefusesWhatIsNone) {
  const auto message = [](std::string_view json) { return std::string(ParseNinjs(json).status().message()); };
  EXPECT_THAT(message(""), HasSubstr("no JSON object"));
  EXPECT_THAT(message("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(message("{\"uri\": \"a\""), HasSubstr("no JSON object"));
  EXPECT_THAT(message(R"({"body_text": "a"})"), HasSubstr("no uri"));
  EXPECT_THAT(message(R"({"uri": "a", "body_text": 7, "bodies": "b"})"), HasSubstr("no text"));
  EXPECT_THAT(message(std::string(100'000, '[')), HasSubstr("more than 64 levels"));
}

TEST(ParseNinjs, StatementsAreBounded) {
  std::string json = R"({"uri": "a", "body_text": "b", "byline": ")";
  for (int i = 0; i < 400; ++i) json += "é";
  json += R"(", "infosources": [)";
  for (int i = 0; i < 100; ++i) json += (i > 0 ? ",{\"name\":\"" : "{\"name\":\"") + std::to_string(i) + "\"}";
  const Document record = ParseNinjs(json + "]}").value();
  EXPECT_THAT(record.statements, SizeIs(32));
  EXPECT_EQ(record.statements[0].value.size(), 512U);
}

}  // namespace
}  // namespace copydesk
