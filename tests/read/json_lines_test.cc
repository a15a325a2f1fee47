#include "read/json_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(JsonLinesTest, LocatesRecords) {
  const std::string bytes = "{\"text\":\"a\"}\n\n  \r\n{\"text\":\"b\", \"id\": 5}\r\n{\"text\":\"c\"}";
  const Records records = ReadBytes("dir/in.jsonl", bytes);
  EXPECT_THAT(records.rejects, IsEmpty());
  EXPECT_THAT(Texts(records), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Ids(records), ElementsAre("dir/in.jsonl:1", "5", "dir/in.jsonl:5"));
  EXPECT_EQ(records.documents[0].metadata.locator, (Locator{"dir/in.jsonl", 1, 0, 12}));
  EXPECT_EQ(records.documents[1].metadata.locator, (Locator{"dir/in.jsonl", 4, 18, 21}));
  EXPECT_EQ(records.documents[2].metadata.locator, (Locator{"dir/in.jsonl", 5, 41, 12}));
  EXPECT_EQ(bytes.substr(18, 21), R"({"text":"b", "id": 5})");
  EXPECT_EQ(records.counts.bytes_out, bytes.size());
}

TEST(JsonLinesTest, AByteOrderMarkCountsInTheOffset) {
  const Records records = ReadBytes("-", "\xef\xbb\xbf{\"text\":\"a\"}\n\xef\xbb\xbf{\"text\":\"b\"}\n");
  EXPECT_THAT(Texts(records), ElementsAre("a"));
  EXPECT_EQ(records.documents[0].metadata.locator, (Locator{"-", 1, 3, 12}));
  EXPECT_EQ(records.documents[0].metadata.id, "-:1");
  EXPECT_THAT(records.rejects, SizeIs(1));  // in the middle it is no mark
}

TEST(JsonLinesTest, AnEmptyIdIsNone) {
  EXPECT_THAT(Ids(ReadBytes("f", R"({"text":"a","id":""})")), ElementsAre("f:1"));
}

TEST(JsonLinesTest, OnlyBlanksAreNoRecordAndNoReject) {
  for (const std::string bytes : {"\n", "\r\n\r\n", " ", "\xef\xbb\xbf", "\xef\xbb\xbf\n"}) {
    const Records records = ReadBytes("f.jsonl", bytes);
    EXPECT_THAT(records.documents, IsEmpty());
    EXPECT_THAT(records.rejects, IsEmpty());
  }
}

TEST(JsonLinesTest, AMalformedLineCostsOnlyItself) {
  const Records records =
      ReadBytes("f", "{\"text\":\"a\"}\n{broken\n{\"text\":\"b\"}\n[{\"text\":\"c\"}]\n{\"text\":\"d\"}");
  EXPECT_THAT(Texts(records), ElementsAre("a", "b", "d"));
  EXPECT_THAT(records.rejects,
              ElementsAre(AllOf(Field(&Reject::file, "f"), Field(&Reject::line, 2U), Field(&Reject::offset, 13U)),
                          AllOf(Field(&Reject::line, 4U), Field(&Reject::offset, 34U))));
}

TEST(JsonLinesTest, AnOverLongLineIsPassedOver) {
  ReaderOptions options;
  options.max_record_bytes = 30;
  const std::string fits = absl::StrCat(R"({"text":")", std::string(19, 'x'), "\"}");
  ASSERT_EQ(fits.size(), 30U);
  const std::string longer = absl::StrCat(R"({"text":")", std::string(20, 'x'), "\"}");
  const Records records = ReadBytes("f", absl::StrCat(fits, "\r\n", longer, "\n{\"text\":\"b\"}\n"), options);
  EXPECT_THAT(Texts(records), ElementsAre(std::string(19, 'x'), "b"));
  ASSERT_THAT(records.rejects, SizeIs(1));
  EXPECT_EQ(records.rejects[0].line, 2U);
  EXPECT_EQ(records.rejects[0].offset, 32U);
  EXPECT_THAT(records.rejects[0].reason, HasSubstr("longer than 30 bytes"));
}

TEST(JsonLinesTest, ALineOfAHundredMegabytes) {
  ReaderOptions options;
  options.max_record_bytes = 200'000'000;
  std::string bytes = R"({"text":")";
  bytes.append(100'000'000, 'x');
  bytes += "\\n\"}\n{\"text\":\"b\"}\n";
  const Records records = ReadBytes("f", bytes, options);
  ASSERT_THAT(records.documents, SizeIs(2));
  EXPECT_EQ(records.documents[0].text.size(), 100'000'001U);
  EXPECT_EQ(records.documents[1].text, "b");
}

std::string RandomLines(std::mt19937* random) {
  std::string bytes;
  for (unsigned lines = (*random)() % 30; lines > 0; --lines) {
    const std::string text((*random)() % 40, 'x');
    switch ((*random)() % 8) {
      case 0:
        bytes += "";
        break;
      case 1:
        absl::StrAppend(&bytes, "{\"text\":\"", text);
        break;
      case 2:
        absl::StrAppend(&bytes, "[1,", text, "]");
        break;
      case 3:
        bytes += "{\"text\":\"\xff\"}";
        break;
      default:
        absl::StrAppend(&bytes, R"({"text":"é\n)", text, R"(","id":)", (*random)() % 100, "}");
    }
    bytes += (*random)() % 3 == 0 ? "\r\n" : "\n";
  }
  if ((*random)() % 2 == 0) bytes += R"({"text":"last"})";
  return bytes;
}

TEST(JsonLinesTest, ReadsTheSameInAnyPieces) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  ReaderOptions options;
  options.format = InputFormat::kJsonLines;
  options.max_record_bytes = 50;
  for (int round = 0; round < 300; ++round) {
    const std::string bytes = RandomLines(&random);
    const std::string stored = round % 3 == 0 ? bytes : round % 3 == 1 ? Gzip(bytes) : Zstd(bytes);
    const Records whole = ReadBytes("f", stored, options);
    const Records pieces = ReadBytes(
        "f", stored, options, [&] { return 1 + random() % 30; }, 1 + random() % 50);
    ASSERT_EQ(Texts(whole), Texts(pieces));
    ASSERT_EQ(whole.rejects, pieces.rejects);
    for (std::size_t i = 0; i < whole.documents.size(); ++i) {
      ASSERT_EQ(whole.documents[i].metadata, pieces.documents[i].metadata);
      const Locator& place = whole.documents[i].metadata.locator;
      const Records again = ReadBytes("g", bytes.substr(place.offset, place.length), options);
      ASSERT_THAT(Texts(again), ElementsAre(whole.documents[i].text));
    }
  }
}

TEST(JsonLinesTest, DamageKeepsTheRecordsBeforeIt) {
  std::string bytes;
  for (int i = 0; i < 40; ++i) absl::StrAppend(&bytes, R"({"text":"record number )", i * 7919, "\"}\n");
  const Records whole = ReadBytes("f", bytes);
  ASSERT_THAT(whole.documents, SizeIs(40));
  for (const std::string& stored : {Gzip(bytes), Zstd(bytes)}) {
    for (std::size_t size = 4; size < stored.size(); ++size) {
      const Records cut = ReadBytes(
          "f", stored.substr(0, size), {}, [] { return std::size_t{3}; }, 16);
      ASSERT_THAT(cut.rejects, SizeIs(1)) << size;
      ASSERT_THAT(cut.rejects[0].reason, HasSubstr("truncated")) << size;
      ASSERT_EQ(cut.rejects[0].line, 0U);
      ASSERT_EQ(cut.rejects[0].offset, cut.counts.bytes_out);
      // Every line that was there whole, even if its line end was not.
      const std::string_view there = std::string_view(bytes).substr(0, cut.counts.bytes_out);
      const std::size_t lines = std::count(there.begin(), there.end(), '}');
      ASSERT_EQ(cut.documents.size(), lines);
      for (std::size_t i = 0; i < lines; ++i) ASSERT_EQ(cut.documents[i].text, whole.documents[i].text);
    }
  }
}

}  // namespace
}  // namespace copydesk
