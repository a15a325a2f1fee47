#include "read/open_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "read/memory_source.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(OpenStreamTest, RecognisesCompressionByContent) {
  const std::string bytes = "{\"text\":\"a\"}\n";
  for (const std::string& stored : {bytes, Gzip(bytes), Zstd(bytes)}) {
    EXPECT_THAT(Texts(ReadBytes("misleading.txt.gz", stored)), ElementsAre("a"));
    EXPECT_THAT(Texts(ReadBytes("misleading.zst", stored)), ElementsAre("a"));
  }
}

TEST(OpenStreamTest, MembersNeedNotEndWithLines) {
  for (const auto& parts : {Gzip("{\"text\":") + Gzip("") + Gzip("\"ab\"}\n"), Zstd("{\"text\":") + Zstd("\"ab\"}")}) {
    EXPECT_THAT(Texts(ReadBytes("a", parts)), ElementsAre("ab"));
  }
}

TEST(OpenStreamTest, NestingIsNotFollowed) {
  for (const std::string& stored : {Gzip(Gzip("text")), Zstd(Gzip("text")), Gzip(Zstd("text"))}) {
    const Records records = ReadBytes("a", stored);
    EXPECT_THAT(records.documents, IsEmpty());
    EXPECT_THAT(Reasons(records), ElementsAre(StartsWith("compressed twice")));
  }
}

TEST(OpenStreamTest, EmptyInputs) {
  for (const std::string& stored : {std::string(), Gzip(""), Zstd(""), Gzip("") + Gzip("")}) {
    for (const InputFormat format :
         {InputFormat::kAuto, InputFormat::kJsonLines, InputFormat::kText, InputFormat::kHtml}) {
      ReaderOptions options;
      options.format = format;
      const Records records = ReadBytes("a", stored, options);
      EXPECT_THAT(records.documents, IsEmpty());
      EXPECT_THAT(Reasons(records), ElementsAre(StartsWith("empty")));
    }
  }
}

TEST(OpenStreamTest, UnsupportedFormatsAreNamedInsideCompressionToo) {
  for (const std::string& stored : {std::string("WARC/0.9\r\n"), Gzip("WARC/0.9\r\n"), Zstd("WARC/0.9\r\n")}) {
    EXPECT_THAT(Reasons(ReadBytes("a", stored)),
                ElementsAre(AllOf(HasSubstr("a WARC file"), HasSubstr("JSON lines, plain text, HTML and WARC"))));
  }
}

TEST(OpenStreamTest, HtmlIsARecordOfItsBytes) {
  const std::string page = "<!-- saved -->\n<html><p>x</p>";
  for (const std::string& stored : {page, Gzip(page), Zstd(page)}) {
    const Records records = ReadBytes("page", stored);
    ASSERT_EQ(records.documents.size(), 1U);
    EXPECT_EQ(records.documents[0].type, ContentType::kHtml);
    EXPECT_EQ(records.documents[0].text, page);
  }
  ReaderOptions options;
  options.format = InputFormat::kText;
  EXPECT_EQ(ReadBytes("page.html", page, options).documents.at(0).type, ContentType::kText);
}

TEST(OpenStreamTest, ANamedFormatIsTaken) {
  ReaderOptions options;
  options.format = InputFormat::kText;
  EXPECT_THAT(Texts(ReadBytes("a.jsonl", "{\"text\":\"a\"}", options)), ElementsAre("{\"text\":\"a\"}"));
  EXPECT_THAT(Texts(ReadBytes("a", "<html>", options)), ElementsAre("<html>"));
  EXPECT_THAT(Reasons(ReadBytes("a", "%PDF-1.4", options)), ElementsAre(HasSubstr("PDF")));
  options.format = InputFormat::kJsonLines;
  EXPECT_THAT(Reasons(ReadBytes("a", "text\n<html>\n", options)),
              ElementsAre(StartsWith("no JSON object"), StartsWith("no JSON object")));
}

TEST(OpenStreamTest, AnErrorBeforeTheFirstByteIsTheReason) {
  ReadState state;
  const auto stream =
      OpenRecordStream("a",
                       std::make_unique<MemorySource>(
                           "", [] { return std::size_t{1}; }, absl::InternalError("read error: broken disk")),
                       ReaderOptions(), &state);
  EXPECT_EQ(stream.status().message(), "read error: broken disk");
  EXPECT_THAT(Reasons(ReadBytes("a", Gzip("text").substr(0, 5))), ElementsAre(HasSubstr("truncated gzip")));
  EXPECT_THAT(Reasons(ReadBytes("a", "\x1f\x8b\x07 text")), ElementsAre(HasSubstr("corrupt gzip")));
  EXPECT_THAT(Reasons(ReadBytes("a", Zstd("text", 28))), ElementsAre(HasSubstr("--allow-large-window")));
}

}  // namespace
}  // namespace copydesk
