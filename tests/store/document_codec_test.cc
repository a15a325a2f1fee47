#include "store/document_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "absl/strings/escaping.h"
#include "base/coding.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

DocumentRecord SmallRecord() {
  DocumentRecord record;
  record.metadata = {.id = "a\n1",
                     .url = "u",
                     .source = "s",
                     .published = "p",
                     .modified = "m",
                     .seen = "e",
                     .title = "t",
                     .locator = {.file = "f", .line = 3, .offset = 300, .length = 7}};
  record.text = {.length = 1000, .hash = {.high = 0x0102030405060708, .low = 0x1112131415161718}};
  record.blocks = {{.name = "0", .role = BlockRole::kMain, .parts = {{.begin = 5, .end = 200}}, .words = 12},
                   {.name = "1.2",
                    .role = BlockRole::kFurniture,
                    .parent = "1",
                    .title = "t",
                    .source = "s",
                    .age = "a",
                    .published = "p",
                    .credit = "c",
                    .link = "l",
                    .parts = {{.begin = 0, .end = 0}, {.begin = 2, .end = 3}, {.begin = 3, .end = 1000}},
                    .source_parts = {{.begin = 300, .end = 301}, {.begin = 7, .end = 7}},
                    .words = 0}};
  return record;
}

std::string Encode(const DocumentRecord& record) { return EncodeDocument(record.metadata, record.text, record.blocks); }

TEST(DocumentCodec, GoldenBytes) {
  EXPECT_EQ(absl::BytesToHexString(Encode(SmallRecord())),
            "03"
            "03610a31"
            "0175"
            "0173"
            "0170"
            "016d"
            "0165"
            "0174"
            "0166"
            "03"
            "ac02"
            "07"
            "e807"
            "0807060504030201"
            "1817161514131211"
            "02"
            "0130"
            "00"
            "0c"
            "00"
            "01"
            "05c301"
            "00000000000000"
            "00"
            "03312e32"
            "04"
            "00"
            "00"
            "03"
            "0000"
            "0201"
            "00e507"
            "0131"
            "0174"
            "0173"
            "0161"
            "0170"
            "0163"
            "016c"
            "02"
            "ac0201"
            "0700");
  EXPECT_EQ(absl::BytesToHexString(Encode({})),
            "03"
            "0000000000000000"
            "000000"
            "00"
            "0000000000000000"
            "0000000000000000"
            "00");
}

// A store finds out with these whether it has a text already.
TEST(DocumentCodec, GoldenTextIdentity) {
  EXPECT_EQ(IdentifyText(""), (TextIdentity{.length = 0, .hash = {0x99aa06d3014798d8, 0x6001c324468d497f}}));
  EXPECT_EQ(IdentifyText("abc"), (TextIdentity{.length = 3, .hash = {0x06b05ab6733a6185, 0x78af5f94892f3950}}));
}

TEST(DocumentCodec, RandomRecordsRoundTrip) {
  constexpr std::uint64_t kSeed = 5;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 2000; ++i) {
    const StoredDocument document = RandomDocument(random);
    const DocumentRecord record{
        .metadata = document.metadata, .text = IdentifyText(document.text), .blocks = document.blocks};
    ASSERT_TRUE(CheckBlocks(record.blocks, record.text.length).ok());
    ASSERT_EQ(DecodeDocument(Encode(record)).value(), record);
    ASSERT_EQ(DecodeMetadata(Encode(record)).value(), record.metadata);
    ASSERT_EQ(DecodeDocumentId(Encode(record)).value(), record.metadata.id);
  }
}

TEST(DocumentCodec, EveryTruncationAndExtensionIsRefused) {
  const std::string bytes = Encode(SmallRecord());
  ASSERT_EQ(DecodeDocument(bytes).value(), SmallRecord());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeDocument(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
    const bool has_id = size >= 1 + 4;  // the version, and the id with its length
    EXPECT_EQ(DecodeDocumentId(bytes.substr(0, size)).ok(), has_id) << size;
    EXPECT_EQ(DecodeMetadata(bytes.substr(0, size)).ok(), size >= bytes.find("\xe8\x07")) << size;
  }
  EXPECT_EQ(DecodeDocument(bytes + '\0').status().code(), absl::StatusCode::kDataLoss);
}

TEST(DocumentCodec, RandomDamageIsRefusedOrValid) {
  constexpr std::uint64_t kSeed = 11;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  const std::string original = Encode(SmallRecord());
  int decoded = 0;
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string bytes = original;
    for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto result = DecodeDocument(bytes);
    ++(result.ok() ? decoded : refused);
    if (!result.ok()) continue;
    ASSERT_TRUE(CheckBlocks(result->blocks, result->text.length).ok());
    ASSERT_EQ(DecodeDocument(Encode(*result)).value(), *result);
  }
  EXPECT_GT(decoded, 100);
  EXPECT_GT(refused, 100);
}

TEST(DocumentCodec, PartsMustAscendWithinTheText) {
  const auto check = [](std::vector<TextRange> parts) {
    Block block;
    block.parts = std::move(parts);
    return CheckBlocks({&block, 1}, 10).ok();
  };
  EXPECT_TRUE(check({}));
  EXPECT_TRUE(check({{0, 0}, {0, 4}, {4, 10}, {10, 10}}));
  EXPECT_FALSE(check({{0, 11}}));
  EXPECT_FALSE(check({{5, 4}}));
  EXPECT_FALSE(check({{0, 4}, {3, 6}}));
  EXPECT_FALSE(check({{11, 11}}));
  Block block;
  block.source_parts = {{.begin = 1000, .end = 1000}, {.begin = 0, .end = 1}};  // of another text: any bytes
  EXPECT_TRUE(CheckBlocks({&block, 1}, 10).ok());
  block.source_parts = {{.begin = 2, .end = 1}};
  EXPECT_FALSE(CheckBlocks({&block, 1}, 10).ok());
}

TEST(DocumentCodec, SourcePartsEndBelowFourGiB) {
  DocumentRecord record;
  record.blocks.emplace_back();
  record.blocks[0].source_parts = {{.begin = 1, .end = 4294967295u}};
  std::string bytes = Encode(record);
  EXPECT_EQ(DecodeDocument(bytes).value(), record);
  ASSERT_EQ(bytes.substr(bytes.size() - 6), std::string("\x01\xfe\xff\xff\xff\x0f", 6));
  bytes[bytes.size() - 5] = '\xff';  // one byte longer
  EXPECT_EQ(DecodeDocument(bytes).status().code(), absl::StatusCode::kDataLoss);
}

TEST(DocumentCodec, LyingCountsAreRefusedWithoutMemory) {
  for (const std::uint64_t count :
       {std::uint64_t{1}, std::uint64_t{1} << 40, std::numeric_limits<std::uint64_t>::max()}) {
    std::string bytes = Encode({});
    bytes.pop_back();
    PutVarint(&bytes, count);
    EXPECT_EQ(DecodeDocument(bytes).status().code(), absl::StatusCode::kDataLoss);
    bytes = Encode({});
    bytes.back() = 1;
    bytes.append(3, '\0');  // name, role, words
    PutVarint(&bytes, count);
    EXPECT_EQ(DecodeDocument(bytes).status().code(), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace copydesk
