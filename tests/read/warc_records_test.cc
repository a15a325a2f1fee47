#include "read/warc_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "read/memory_source.h"
#include "read/warc_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Random records read back exactly, however they are compressed, read and held.
TEST(WarcRecordsTest, GivesBackWhatWasWritten) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const char* const types[] = {"warcinfo", "response", "request", "metadata", "conversion", "unheard-of"};
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> records;
    for (std::size_t i = random() % 8; i < 8; ++i) {
      const std::size_t size = random() % 3 == 0 ? random() % 100'000 : random() % 200;
      records.push_back(WarcRecordBytes(types[random() % 6], absl::StrCat("r", i), RandomContent(size, &random)));
    }
    for (const Packing& packing : Packings()) {
      const std::string stored = packing.pack(records);
      const std::size_t step = random() % 2 == 0 ? 1 + random() % 300 : BufferedInput::kDefaultStep;
      const std::size_t max_held = random() % 3 == 0 ? random() % 50'000 : 1'000'000;
      const Walk walk = WalkWarc(stored, max_held, step);
      ASSERT_TRUE(walk.bytes == records) << packing.name << " held " << max_held << " step " << step << ": "
                                         << testing::PrintToString(Ids(walk));
      ASSERT_TRUE(walk.damages.empty()) << packing.name << ": " << walk.damages[0].reason;
      ASSERT_TRUE(walk.has_no_gap);
      for (const WarcRecord& record : walk.records) ASSERT_EQ(record.held, record.head.content_length <= max_held);
    }
  }
}

TEST(WarcRecordsTest, PlacesAreOfTheDecompressedStream) {
  const std::string first = WarcRecordBytes("warcinfo", "a", "software: x\r\n");
  const std::string second = WarcRecordBytes("response", "b", "content");
  const Walk walk = WalkWarc(first + second);
  ASSERT_THAT(walk.records, SizeIs(2));
  EXPECT_EQ(walk.records[1].offset, first.size());
  EXPECT_EQ(walk.records[1].length, second.size());
  EXPECT_EQ(walk.records[1].header_length, second.find("content"));
}

TEST(WarcRecordsTest, LineEndsThatSomeWritersUse) {
  const std::string head = "WARC/1.0\nWARC-Type: response\nWARC-Record-ID: <a>\nContent-Length: 4\n\nbody";
  const std::string next = WarcRecordBytes("response", "b", "x");
  for (const std::string ends : {"\r\n\r\n", "\n\n", "\r\n", "\n", "", "\r\n\r\n\r\n\r\n\r\n"}) {
    SCOPED_TRACE(testing::PrintToString(ends));
    for (const std::string& after : {next, std::string()}) {
      const Walk walk = WalkWarc(head + ends + after);
      EXPECT_THAT(walk.damages, IsEmpty());
      ASSERT_THAT(walk.records, SizeIs(after.empty() ? 1 : 2));
      EXPECT_EQ(walk.bytes[0], head + ends);
    }
  }
}

TEST(WarcRecordsTest, ARecordThatIsNotHeldIsPassedThroughInPieces) {
  std::mt19937 random(1);
  const std::string content = RandomContent(3'000'000, &random);
  const std::string large = WarcRecordBytes("response", "large", content);
  const std::string stored = WarcRecordBytes("warcinfo", "a", "x") + large + WarcRecordBytes("response", "b", "y");
  BufferedInput input(std::make_unique<MemorySource>(stored), 10'000);
  WarcRecords records(&input, 1000);
  (void)records.Next();
  const auto item = records.Next();
  const auto& record = std::get<WarcRecord>(*item);
  EXPECT_FALSE(record.held);
  EXPECT_EQ(record.length, large.size());
  EXPECT_EQ(records.content(), std::string_view(content).substr(0, WarcRecords::kPeek));
  std::string copied;
  ASSERT_TRUE(records
                  .Copy([&](std::string_view piece) {
                    EXPECT_LE(piece.size(), 4 * WarcRecords::kPeek);
                    copied += piece;
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_TRUE(copied == large);
  EXPECT_EQ(std::get<WarcRecord>(*records.Next()).head.id, "b");
}

TEST(WarcRecordsTest, ContentIsNotHeldBeyondTheLimit) {
  const std::string stored =
      WarcRecordBytes("response", "a", std::string(20'000'000, 'x')) + WarcRecordBytes("response", "b", "y");
  BufferedInput input(std::make_unique<MemorySource>(stored), 10'000);
  WarcRecords records(&input, 100'000);
  while (records.Next().has_value()) EXPECT_LE(input.data().size(), std::size_t{1} << 20);
  EXPECT_EQ(input.offset(), stored.size());
}

TEST(WarcRecordsTest, AFailingSinkEndsTheWalk) {
  for (const std::uint64_t held : {10, 1000}) {
    const std::string stored =
        WarcRecordBytes("response", "a", "twenty bytes of text") + WarcRecordBytes("response", "b", "y");
    BufferedInput input(std::make_unique<MemorySource>(stored));
    WarcRecords records(&input, held);
    ASSERT_TRUE(records.Next().has_value());
    EXPECT_EQ(records.Copy([](std::string_view) { return absl::CancelledError("enough"); }).code(),
              absl::StatusCode::kCancelled);
    EXPECT_FALSE(records.Next().has_value());
  }
}

TEST(WarcRecordsTest, NothingToCopyIsAnError) {
  BufferedInput input(std::make_unique<MemorySource>(""));
  WarcRecords records(&input, 10);
  EXPECT_FALSE(records.Copy([](std::string_view) { return absl::OkStatus(); }).ok());
  EXPECT_FALSE(records.Next().has_value());
  EXPECT_EQ(records.content(), "");
  EXPECT_EQ(records.bytes(), "");
}

}  // namespace
}  // namespace copydesk
