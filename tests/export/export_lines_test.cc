// The lines of an export: their bytes, that they come back exactly, and what is refused.
#include "export/export_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"

namespace copydesk {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

StoreIdentity Identity(bool keep_text) {
  return {.config = {}, .bands = {.bands = 42, .rows = 6}, .keep_text = keep_text};
}

// Two tokens: content hash and SimHash, no sketch.
Signature BriefSignature() {
  Signature signature;
  signature.tokens = 2;
  signature.content = {.high = 1, .low = 2};
  signature.simhash = 3;
  return signature;
}

ExportedDocument Example() {
  ExportedDocument exported;
  StoredDocument& document = exported.document;
  document.metadata = {.id = "a\n\xc3\xa9",
                       .url = "https://example.org/",
                       .source = "",
                       .published = "2018-07-16",
                       .modified = "",
                       .seen = "\xff",
                       .title = "T",
                       .locator = {.file = "in.jsonl", .line = 18446744073709551615u, .offset = 0, .length = 7}};
  document.text = "two words";
  Block block;
  block.parts = {{.begin = 0, .end = 3}, {.begin = 4, .end = 9}};
  block.words = 2;
  Block page = block;
  page.name = "1.2";
  page.role = BlockRole::kDigestItem;
  page.parent = "1";
  page.title = "a title";
  page.source_parts = {{.begin = 100, .end = 4294967295u}};
  page.disguised = 4;
  document.blocks = {block, page};
  document.signatures = {BriefSignature(), Signature()};
  exported.text = IdentifyText(document.text);
  return exported;
}

std::string LineOf(const ExportedDocument& document, bool keep_text) {
  const auto line = DocumentLine(document, Identity(keep_text));
  EXPECT_TRUE(line.ok()) << line.status();
  return line.value_or("");
}

TEST(ExportLines, Golden) {
  EXPECT_EQ(HeaderLine({.identity = Identity(true),
                        .documents = 48,
                        .model = {.version = 1, .sections = {{"stems", 0}, {"terms", 2}}}}),
            R"({"copydesk":"store-export","version":1,"configuration":"signature=1 unicode=15.0 words=1 look-alikes=1 )"
            R"(word-hash=aes-1 shingle-hash=1 background=2 terms=3 shingle=5 bins=256 bits=8 fingerprint-shingle=6 )"
            R"(max-window=15","shingle":5,"bins":256,"fingerprint_shingle":6,"max_window":15,"bands":42,"rows":6,)"
            R"("texts":true,"documents":48,"model":[{"section":"stems","chunks":0},{"section":"terms","chunks":2}]})");
  EXPECT_EQ(ModelLine({.section = "terms", .number = 1, .bytes = std::string("a\0\xff", 3)}),
            R"({"copydesk":"model","section":"terms","chunk":1,"bytes":"YQD/"})");
  EXPECT_EQ(EndLine({.documents = 48, .checksum = 0xabc}),
            R"({"copydesk":"end","documents":48,"checksum":"0000000000000abc"})");
  EXPECT_EQ(
      LineOf(Example(), true),
      "{\"id\":\"a\\n\xc3\xa9\","
      R"("url":"https://example.org/","published":"2018-07-16","seen_base64":"/w==","title":"T","text":"two words",)"
      R"("locator":{"file":"in.jsonl","line":18446744073709551615,"offset":0,"length":7},"blocks":[{"block":"0",)"
      R"("role":"main","parts":[[0,3],[4,9]],"words":2,"signature":"Q0RTRwEAAADoxpG8vTHrxgIBAAAAAAAAAAIAAAAAAAAAAwAAAA)"
      R"(AAAAAAAABuow2DO+bx6w=="},{"block":"1.2","role":"digest-item","parent":"1","title":"a title",)"
      R"("parts":[[0,3],[4,9]],"source_parts":[[100,4294967295]],"words":2,"disguised":4,)"
      R"("signature":"Q0RTRwEAAADoxpG8vTHrxgDMg9DdSfH1hQ=="}]})");
  EXPECT_THAT(LineOf(Example(), false),
              HasSubstr(R"("title":"T","text_bytes":9,"text_hash":"9af7dbb1e9a872e97dcde7f48590a634","locator")"));
  LineChecksum checksum;
  checksum.Add("one");
  checksum.Add("two");
  EXPECT_EQ(checksum.value(), Hash64("two", Hash64("one")));
}

TEST(ExportLines, ComeBackExactly) {
  const ExportHeader header{.identity = Identity(false),
                            .documents = 18446744073709551615u,
                            .model = {.version = 1, .sections = {{"furniture", 0}, {"terms", 4294967295u}}}};
  EXPECT_EQ(ParseHeaderLine(HeaderLine(header)).value(), header);
  const ExportChunk chunk{.section = "terms", .number = 7, .bytes = std::string(1000, '\xfe')};
  EXPECT_EQ(ParseModelLine(ModelLine(chunk)).value(), chunk);
  const ExportEnd end{.documents = 7, .checksum = 0xfedcba9876543210};
  EXPECT_EQ(ParseEndLine(EndLine(end)).value(), end);
  for (const std::string& text : {std::string("two words"), std::string("two\0\xff\xc0words", 11)}) {
    ExportedDocument document = Example();
    document.document.text = text;
    document.text = IdentifyText(text);
    const ExportedDocument kept = ParseDocumentLine(LineOf(document, true), Identity(true)).value();
    EXPECT_EQ(kept.document.text, text);
    const ExportedDocument bare = ParseDocumentLine(LineOf(document, false), Identity(false)).value();
    EXPECT_EQ(bare.document.text, "");
    for (const ExportedDocument& parsed : {kept, bare}) {
      EXPECT_EQ(parsed.text, document.text);
      EXPECT_EQ(parsed.document.metadata, document.document.metadata);
      EXPECT_EQ(parsed.document.blocks, document.document.blocks);
      EXPECT_EQ(parsed.document.signatures, document.document.signatures);
    }
  }
}

TEST(ExportLines, ASignatureThatNoTextHasIsNotWritten) {
  ExportedDocument document = Example();
  document.document.signatures[1].tokens = 100;
  const auto line = DocumentLine(document, Identity(true));
  EXPECT_TRUE(absl::IsInvalidArgument(line.status()));
  EXPECT_THAT(std::string(line.status().message()), HasSubstr("block 1"));
}

TEST(ExportLines, WrongHeadersAreRefused) {
  const std::string good = HeaderLine({.identity = Identity(true), .documents = 1, .model = {}});
  const auto refused = [&](const char* from, const char* to, absl::StatusCode code, const std::string& why) {
    const std::string line = absl::StrReplaceAll(good, {{from, to}});
    ASSERT_NE(line, good) << from;
    const absl::Status status = ParseHeaderLine(line).status();
    EXPECT_EQ(status.code(), code) << line;
    EXPECT_THAT(std::string(status.message()), HasSubstr(why));
  };
  using Code = absl::StatusCode;
  refused("store-export", "something", Code::kInvalidArgument, "no export of a store");
  refused("\"version\":1", "\"version\":2", Code::kFailedPrecondition, "has version 2; this program reads version 1");
  refused("\"version\":1", "\"version\":\"1\"", Code::kDataLoss, "version is no whole number");
  refused("unicode=15.0", "unicode=16.0", Code::kFailedPrecondition, "unicode=16.0");
  refused("\"bins\":256", "\"bins\":255", Code::kDataLoss, "bins");
  refused("\"bins\":256", "\"bins\":512", Code::kFailedPrecondition, "bins=512");
  refused("\"shingle\":5", "\"shingle\":-5", Code::kDataLoss, "shingle");
  refused("\"rows\":6", "\"rows\":7", Code::kDataLoss, "42 bands of 7 rows");
  refused("\"rows\":6", "\"rows\":4294967302", Code::kDataLoss, "rows is no whole number");
  refused("\"texts\":true", "\"texts\":1", Code::kDataLoss, "texts");
  refused("\"documents\":1", "\"documents\":1.5", Code::kDataLoss, "documents");
  refused("\"documents\":1", "\"documents\":1,\"model\":{}", Code::kDataLoss, "no list of sections");
  refused("\"documents\":1", R"("documents":1,"model":[{"section":"A","chunks":1}])", Code::kDataLoss, "letters");
  refused("\"documents\":1", R"("documents":1,"model":[{"section":"b","chunks":1},{"section":"a","chunks":1}])",
          Code::kDataLoss, "do not ascend");
  refused("\"documents\":1", R"("documents":1,"model":[{"section":"b","chunks":4294967296}])", Code::kDataLoss,
          "chunks");
  refused("\"documents\":1}", "\"documents\":1", Code::kDataLoss, "malformed JSON");
}

TEST(ExportLines, WrongLinesOfModelAndEndAreRefused) {
  for (const char* const line :
       {R"({"copydesk":"model","section":"a","chunk":0,"bytes":"YQ"})",
        R"({"copydesk":"model","section":"a","chunk":0,"bytes":"Y Q=="})",
        R"({"copydesk":"model","section":"a","chunk":0,"bytes":"YR=="})",
        R"({"copydesk":"model","section":"a","chunk":0,"bytes":"-_=="})",
        R"({"copydesk":"model","section":"a","chunk":4294967296,"bytes":""})", R"({"copydesk":"model","section":"a"})",
        R"({"copydesk":"model",)", R"({"id":"a"})", ""}) {
    EXPECT_TRUE(absl::IsDataLoss(ParseModelLine(line).status())) << line;
  }
  EXPECT_TRUE(absl::IsDataLoss(
      ParseModelLine(ModelLine({.section = "a", .number = 0, .bytes = std::string(kMaxModelChunk + 1, 'x')}))
          .status()));
  for (const char* const line :
       {R"({"copydesk":"end","documents":1,"checksum":"abc"})",
        R"({"copydesk":"end","documents":1,"checksum":"0x000000000000ab"})",
        R"({"copydesk":"end","documents":1,"checksum":"00000000000000AB"})",
        R"({"copydesk":"end","documents":1,"checksum":"0000000000000000ab"})",
        R"({"copydesk":"end","documents":-1,"checksum":"00000000000000ab"})", R"({"copydesk":"end",)"}) {
    EXPECT_TRUE(absl::IsDataLoss(ParseEndLine(line).status())) << line;
  }
}

TEST(ExportLines, WrongDocumentsAreRefused) {
  const auto refused = [](bool keep_text, const std::function<void(Json*)>& change, const std::string& why,
                          absl::StatusCode code = absl::StatusCode::kDataLoss) {
    Json json = Json::parse(LineOf(Example(), keep_text));
    change(&json);
    const absl::Status status = ParseDocumentLine(json.dump(), Identity(keep_text)).status();
    EXPECT_EQ(status.code(), code) << json.dump();
    EXPECT_THAT(std::string(status.message()), HasSubstr(why));
  };
  refused(
      true, [](Json* json) { json->erase("id"); }, "id is missing");
  refused(
      true, [](Json* json) { (*json)["id"] = 7; }, "id is no string");
  refused(
      true, [](Json* json) { json->erase("text"); }, "text is missing");
  refused(
      true, [](Json* json) { (*json)["seen"] = "x"; }, "seen_base64 is given twice");
  refused(
      true, [](Json* json) { (*json)["seen_base64"] = "/w="; }, "seen_base64 is no base64");
  refused(
      true, [](Json* json) { (*json)["locator"] = 1; }, "locator is no object");
  refused(
      true, [](Json* json) { (*json)["locator"]["line"] = -1; }, "locator.line");
  refused(
      true, [](Json* json) { (*json)["text"] = "two"; }, "block 0: parts are not ascending");
  refused(
      true, [](Json* json) { (*json)["blocks"] = Json::object(); }, "blocks is no list");
  refused(
      true, [](Json* json) { (*json)["blocks"][1] = 7; }, "block 1 is no object");
  refused(
      true,
      [](Json* json) {
        (*json)["blocks"][1]["parts"] = {{0, 10}};
      },
      "block 1: parts");
  refused(
      true,
      [](Json* json) {
        (*json)["blocks"][1]["parts"] = {{3, 2}};
      },
      "block 1: parts");
  refused(
      true,
      [](Json* json) {
        (*json)["blocks"][1]["parts"] = {{0, 4294967296}};
      },
      "block 1.parts is no list");
  refused(
      true,
      [](Json* json) {
        (*json)["blocks"][1]["parts"] = {{0, 1, 2}};
      },
      "block 1.parts is no list");
  refused(
      true,
      [](Json* json) {
        (*json)["blocks"][1]["source_parts"] = {{7, 6}};
      },
      "ends before it begins");
  refused(
      true, [](Json* json) { (*json)["blocks"][1]["role"] = "other"; }, "block 1.role is no role");
  refused(
      true, [](Json* json) { (*json)["blocks"][1]["words"] = 4294967296; }, "block 1.words");
  refused(
      true, [](Json* json) { (*json)["blocks"][1].erase("signature"); }, "block 1.signature is missing");
  refused(
      true, [](Json* json) { (*json)["blocks"][1]["signature"] = "Q0RTRw=="; }, "block 1: the header of the signature");
  refused(
      true, [](Json* json) { (*json)["blocks"][1]["signature"] = "????"; }, "block 1.signature is no base64");
  refused(
      false, [](Json* json) { json->erase("text_hash"); }, "text_hash is missing");
  refused(
      false, [](Json* json) { (*json)["text_hash"] = "00"; }, "text_hash has not 32 digits");
  refused(
      false, [](Json* json) { (*json)["text_bytes"] = 4294967296; }, "text_bytes");
  refused(
      false, [](Json* json) { (*json)["text_bytes"] = 8; }, "block 0: parts");
  // A signature of another configuration.
  SketchConfig other;
  other.shingle = 4;
  const std::string line = DocumentLine(Example(), {.config = other, .bands = {}, .keep_text = true}).value();
  const absl::Status status = ParseDocumentLine(line, Identity(true)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("made under the configuration"));
  for (const char* const bad : {"", "[]", "7", "{", "{\"id\":\"a\xff\"}"}) {
    EXPECT_TRUE(absl::IsDataLoss(ParseDocumentLine(bad, Identity(true)).status())) << bad;
  }
}

}  // namespace
}  // namespace copydesk
