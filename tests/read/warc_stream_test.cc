#include "read/warc_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "read/memory_source.h"
#include "read/testing.h"
#include "read/warc_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using std::string_literals::operator""s;

TEST(WarcStreamTest, AResponseIsADocument) {
  const std::string info = WarcRecordBytes("warcinfo", "urn:uuid:0", "software: x");
  const std::string response =
      ResponseRecord("urn:uuid:1", HttpResponse("<p>text"), {{"WARC-Payload-Digest", "sha1:ABC"}});
  const Records records = ReadBytes("f.warc", info + response);
  ASSERT_THAT(records.documents, SizeIs(1));
  const Document& document = records.documents[0];
  EXPECT_EQ(document.text, "<p>text");
  EXPECT_EQ(document.type, ContentType::kHtml);
  EXPECT_EQ(document.payload_digest, "sha1:ABC");
  EXPECT_EQ(document.metadata, (Metadata{.id = "urn:uuid:1",
                                         .url = "http://example.org/urn:uuid:1",
                                         .seen = "2020-01-02T03:04:05Z",
                                         .locator = {"f.warc", 0, info.size(), response.size()}}));
  EXPECT_THAT(records.rejects, IsEmpty());
  EXPECT_EQ(records.counts.passed_over, 1U);
  EXPECT_EQ(records.counts.bytes_out, info.size() + response.size());
}

TEST(WarcStreamTest, ResourcesAndConversions) {
  const std::string bytes =
      WarcRecordBytes("conversion", "a", "WET text",
                      {{"Content-Type", "text/plain"}, {"WARC-Target-URI", "http://a/"}}) +
      WarcRecordBytes("resource", "b", "<p>page", {{"Content-Type", "text/html; charset=utf-8"}}) +
      WarcRecordBytes("resource", "c", "<html>no type", {{"WARC-Target-URI", "http://c/"}}) +
      WarcRecordBytes("resource", "d", "no type, no page") +
      WarcRecordBytes("resource", "e", "\x89PNG", {{"Content-Type", "image/png"}}) +
      WarcRecordBytes("conversion", "f", "<p>x", {{"Content-Type", "application/xhtml+xml"}});
  const Records records = ReadBytes("f", bytes);
  EXPECT_THAT(Ids(records), ElementsAre("a", "b", "c", "f"));
  EXPECT_EQ(records.documents[0].type, ContentType::kText);
  EXPECT_EQ(records.documents[1].type, ContentType::kHtml);
  EXPECT_EQ(records.documents[3].type, ContentType::kHtml);
  EXPECT_EQ(records.counts.passed_over, 2U);
}

TEST(WarcStreamTest, WhatIsNoDocumentIsPassedOverAndCounted) {
  const std::vector<std::string> others = {
      WarcRecordBytes("warcinfo", "1", "x"),
      WarcRecordBytes("request", "2", "GET / HTTP/1.1\r\n\r\n"),
      WarcRecordBytes("metadata", "3", "x"),
      WarcRecordBytes("unheard-of", "4", "x"),
      WarcRecordBytes("response", "5", "dns reply", {{"Content-Type", "text/dns"}}),
      ResponseRecord("6", HttpResponse("x", "image/png")),
      ResponseRecord("7", HttpResponse("x", "text/css")),
      ResponseRecord("8", HttpResponse("<p>not found", "text/html", {}, "HTTP/1.1 404 Not Found")),
      ResponseRecord("9", HttpResponse("<p>moved", "text/html", {}, "HTTP/1.1 301 Moved")),
      ResponseRecord("10", HttpResponse("")),
      ResponseRecord("11", HttpResponse("%PDF-1.7 labelled as a page")),
      ResponseRecord("12", HttpResponse(Gzip("<p>a file"))),
      ResponseRecord("13", HttpResponse("\xff\xd8\xff\xe0 a picture")),
      ResponseRecord("14", HttpResponse("bi\0na\0ry"s, "text/plain")),
      ResponseRecord("15", HttpResponse("no type, no page", "")),
      ResponseRecord("16", "HTTP/1.1 200 OK\r\nContent-Type: text/html"),
  };
  std::string bytes;
  for (const std::string& other : others) bytes += other;
  const Records records = ReadBytes("f", bytes + ResponseRecord("17", HttpResponse("<p>page")));
  EXPECT_THAT(Ids(records), ElementsAre("17"));
  EXPECT_THAT(records.rejects, IsEmpty());
  EXPECT_EQ(records.counts.passed_over, others.size());
}

TEST(WarcStreamTest, TypesThatAreGuessed) {
  EXPECT_THAT(Texts(ReadBytes("f", ResponseRecord("1", HttpResponse("<!DOCTYPE html><p>x", "")))),
              ElementsAre("<!DOCTYPE html><p>x"));
  const Records records =
      ReadBytes("f", ResponseRecord("1", HttpResponse("text", ""), {{"WARC-Identified-Payload-Type", "text/plain"}}));
  ASSERT_THAT(records.documents, SizeIs(1));
  EXPECT_EQ(records.documents[0].type, ContentType::kText);
}

TEST(WarcStreamTest, BodiesAreDecoded) {
  const std::string page = "<p>some text of a page, again and again and again";
  const Fields chunked = {{"Transfer-Encoding", "chunked"}};
  const Fields gzip = {{"Content-Encoding", "gzip"}};
  const Fields both = {{"Transfer-Encoding", "chunked"}, {"Content-Encoding", "gzip"}};
  const std::string bytes = ResponseRecord("1", HttpResponse(Chunked(page), "text/html", chunked)) +
                            ResponseRecord("2", HttpResponse(page, "text/html", chunked)) +
                            ResponseRecord("3", HttpResponse(Gzip(page), "text/html", gzip)) +
                            ResponseRecord("4", HttpResponse(page, "text/html", gzip)) +
                            ResponseRecord("5", HttpResponse(Chunked(Gzip(page)), "text/html", both)) +
                            ResponseRecord("6", HttpResponse(Gzip(page), "text/html", both)) +
                            ResponseRecord("7", HttpResponse(Chunked(page), "text/html", both));
  const Records records = ReadBytes("f", bytes);
  EXPECT_THAT(records.rejects, IsEmpty());
  EXPECT_THAT(Texts(records), ElementsAre(page, page, page, page, page, page, page));
}

TEST(WarcStreamTest, TextIsUtf8) {
  const std::string bytes = ResponseRecord("1", HttpResponse("caf\xe9", "text/html; charset=iso-8859-1")) +
                            ResponseRecord("2", HttpResponse("<meta charset=windows-1251>\xcc\xe8\xf0")) +
                            ResponseRecord("3", HttpResponse("\xef\xbb\xbf<p>x")) +
                            ResponseRecord("4", HttpResponse("\xff\xfeh\0i\0"s, "text/plain")) +
                            ResponseRecord("5", HttpResponse("caf\xe9", "text/html; charset=utf-8")) +
                            ResponseRecord("6", HttpResponse("a\0b"s));
  const Records records = ReadBytes("f", bytes);
  EXPECT_THAT(Texts(records), ElementsAre("café", "<meta charset=windows-1251>Мир", "<p>x", "hi", "caf\xef\xbf\xbd",
                                          "a\xef\xbf\xbd"
                                          "b"));
}

TEST(WarcStreamTest, ARecordWithoutAnIdIsNamedByItsPlace) {
  const std::string info = WarcRecordBytes("warcinfo", "", "x");
  EXPECT_THAT(Ids(ReadBytes("f", info + ResponseRecord("", HttpResponse("<p>x")))),
              ElementsAre(absl::StrCat("f:", info.size())));
}

TEST(WarcStreamTest, DamageIsARejectAndReadingGoesOn) {
  const std::string good = ResponseRecord("b", HttpResponse("<p>two"));
  const std::string lie = absl::StrReplaceAll(ResponseRecord("a", HttpResponse("<p>one")), {{"Length: ", "Length: 9"}});
  for (const Packing& packing : Packings()) {
    const Records records = ReadBytes("f", packing.pack({good, lie, good}));
    EXPECT_THAT(Ids(records), ElementsAre("b", "b")) << packing.name;
    ASSERT_THAT(records.rejects, SizeIs(1));
    EXPECT_EQ(records.rejects[0].file, "f");
    EXPECT_EQ(records.rejects[0].offset, good.size());
  }
  const std::string broken = "WARC/1.0 and no more\r\n";
  EXPECT_THAT(Ids(ReadBytes("f", broken + good)), ElementsAre("b"));
}

TEST(WarcStreamTest, DamageAtTheStartOfAFile) {
  const std::string good = ResponseRecord("b", HttpResponse("<p>two"));
  std::string broken = Gzip(good);
  broken[3] = '\xff';  // a flag that does not exist
  const Records records = ReadBytes("f.warc.gz", broken + Gzip(good));
  EXPECT_THAT(Ids(records), ElementsAre("b"));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("corrupt gzip")));
}

TEST(WarcStreamTest, NamedFormats) {
  ReaderOptions options;
  for (const InputFormat format : {InputFormat::kWarc, InputFormat::kWet}) {
    options.format = format;
    EXPECT_THAT(Ids(ReadBytes("f", ResponseRecord("b", HttpResponse("<p>two")), options)), ElementsAre("b"));
    const Records records = ReadBytes("f", "no WARC at all", options);
    EXPECT_THAT(records.documents, IsEmpty());
    EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("no WARC record begins here")));
  }
  options.format = InputFormat::kText;
  EXPECT_THAT(ReadBytes("f", ResponseRecord("b", HttpResponse("<p>two")), options).documents, SizeIs(1));
}

TEST(WarcStreamTest, RecordsAboveTheLimit) {
  ReaderOptions options;
  options.max_record_bytes = 1000;
  const std::string small = ResponseRecord("b", HttpResponse("<p>two"));
  const std::string page(2000, 'x');
  const Records records = ReadBytes(
      "f",
      ResponseRecord("a", HttpResponse(page)) + small + ResponseRecord("c", HttpResponse(page, "image/png")) +
          ResponseRecord("d", HttpResponse(page, "", {})) + ResponseRecord("e", HttpResponse("<html>" + page, "")) +
          WarcRecordBytes("request", "f", page) + small,
      options);
  EXPECT_THAT(Ids(records), ElementsAre("b", "b"));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("longer than 1000 bytes"), HasSubstr("longer than 1000 bytes")));
  EXPECT_EQ(records.counts.passed_over, 3U);
}

TEST(WarcStreamTest, BombsInContentCodings) {
  ReaderOptions options;
  options.max_record_bytes = 1 << 20;
  const std::string bomb = Gzip(std::string(100'000'000, ' '));
  const std::string small = ResponseRecord("b", HttpResponse("<p>two"));
  const Fields gzip = {{"Content-Encoding", "gzip"}};
  const Records records = ReadBytes("f", ResponseRecord("a", HttpResponse(bomb, "text/html", gzip)) + small, options);
  EXPECT_THAT(Ids(records), ElementsAre("b"));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("more than 1048576 bytes")));
}

// Many that are each within the limit of a record.
TEST(WarcStreamTest, ManySmallBombs) {
  const std::string bomb = Gzip(std::string(100'000, ' '));
  std::string bytes;
  for (int i = 0; i < 50; ++i) {
    bytes += ResponseRecord(absl::StrCat(i), HttpResponse(bomb, "text/html", {{"Content-Encoding", "gzip"}}));
  }
  ReadState state;
  auto input =
      std::make_unique<BufferedInput>(CountBytes(std::make_unique<MemorySource>(bytes), &state.counts.bytes_in));
  WarcStream stream("f", std::move(input), {}, &state, 0, {.free_bytes = 1'000'000, .ratio = 20});
  std::uint64_t decoded = 0;
  std::size_t rejects = 0;
  while (auto next = stream.Next()) {
    if (const auto* document = std::get_if<Document>(&*next)) {
      decoded += document->text.size();
    } else {
      ++rejects;
    }
  }
  EXPECT_GE(decoded, 900'000U);
  EXPECT_LE(decoded, std::max<std::uint64_t>(1'000'000, 20 * bytes.size()));
  EXPECT_GT(rejects, 0U);
}

TEST(WarcStreamTest, HostileResponses) {
  std::string lines = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 1'000'000; ++i) lines += "A: b\r\n";
  const std::string bytes =
      ResponseRecord("a", lines + "\r\n<p>x") + ResponseRecord("b", "no status line") +
      ResponseRecord("c", HttpResponse(Gzip(Gzip("x")), "text/html", {{"Content-Encoding", "gzip, gzip"}})) +
      ResponseRecord("d", HttpResponse("<p>x"));
  const Records records = ReadBytes("f", bytes);
  EXPECT_THAT(Ids(records), ElementsAre("d"));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("HTTP header"), HasSubstr("no HTTP status line"),
                                            HasSubstr("several content codings")));
}

TEST(WarcStreamTest, SegmentsAreRejects) {
  const std::string bytes = ResponseRecord("a", HttpResponse("<p>x"), {{"WARC-Segment-Number", "1"}}) +
                            WarcRecordBytes("continuation", "b", "rest", {{"WARC-Segment-Number", "2"}});
  EXPECT_THAT(Reasons(ReadBytes("f", bytes)), ElementsAre(HasSubstr("segment"), HasSubstr("segment")));
}

TEST(WarcStreamTest, RevisitsAreToldOf) {
  const std::string first =
      ResponseRecord("a", HttpResponse("<p>x"), {{"WARC-Payload-Digest", "sha1:A"}}) +
      ResponseRecord("picture", HttpResponse("x", "image/png"), {{"WARC-Payload-Digest", "sha1:P"}});
  const std::string known = WarcRecordBytes("revisit", "b", "HTTP/1.1 200 OK\r\n\r\n",
                                            {{"WARC-Payload-Digest", "sha1:A"}, {"WARC-Target-URI", "http://b/"}});
  const std::string unknown = WarcRecordBytes(
      "revisit", "c", "", {{"WARC-Payload-Digest", "sha1:B"}, {"WARC-Refers-To", "<urn:uuid:elsewhere>"}});
  const std::string picture = WarcRecordBytes("revisit", "d", "", {{"WARC-Payload-Digest", "sha1:P"}});
  const Records records = ReadBytes("f", first + known + unknown + picture);
  EXPECT_THAT(Ids(records), ElementsAre("a"));
  EXPECT_THAT(records.rejects, IsEmpty());
  EXPECT_EQ(records.counts.passed_over, 1U);
  EXPECT_EQ(records.counts.revisits, 3U);
  EXPECT_EQ(records.counts.revisits_known, 1U);
  ASSERT_THAT(records.revisits, SizeIs(3));
  EXPECT_EQ(records.revisits[0], (Revisit{.id = "b",
                                          .url = "http://b/",
                                          .payload_digest = "sha1:A",
                                          .refers_to = "a",
                                          .known = true,
                                          .locator = {"f", 0, first.size(), known.size()}}));
  EXPECT_EQ(records.revisits[1].refers_to, "urn:uuid:elsewhere");
  EXPECT_FALSE(records.revisits[1].known);
  EXPECT_EQ(records.revisits[2].refers_to, "");
}

// Whatever the compression and the pieces that are read, the same comes out.
TEST(WarcStreamTest, NothingDependsOnHowItIsRead) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> records;
    for (int i = 0; i < 6; ++i) {
      const std::string page = "<p>" + std::string(random() % 3000, static_cast<char>('a' + i));
      const bool coded = random() % 2 == 0;
      const Fields fields = coded ? Fields{{"Content-Encoding", "gzip"}} : Fields{};
      records.push_back(ResponseRecord(absl::StrCat(i), HttpResponse(coded ? Gzip(page) : page, "text/html", fields)));
      if (random() % 5 == 0) records.back().resize(random() % records.back().size() + 1);
    }
    const Records expected = ReadBytes("f.warc", Packings()[0].pack(records));
    for (const Packing& packing : Packings()) {
      const Records read = ReadBytes(
          "f.warc", packing.pack(records), {}, [&] { return 1 + random() % 3000; }, 1 + random() % 2000);
      ASSERT_EQ(Texts(read), Texts(expected)) << packing.name;
      ASSERT_EQ(read.rejects, expected.rejects);
      for (std::size_t i = 0; i < read.documents.size(); ++i) {
        ASSERT_EQ(read.documents[i].metadata, expected.documents[i].metadata);
      }
    }
  }
}

}  // namespace
}  // namespace copydesk
