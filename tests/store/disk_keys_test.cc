#include "store/disk_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/escaping.h"

namespace copydesk {
namespace {

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

TEST(DiskKeys, GoldenBytes) {
  EXPECT_EQ(Hex(NumberKey(0x0102)), "0000000000000102");
  EXPECT_EQ(Hex(IdPrefix("abc")), "06b05ab6733a618578af5f94892f3950");
  EXPECT_EQ(Hex(IdKey("abc", 258)), "06b05ab6733a618578af5f94892f39500000000000000102");
  EXPECT_EQ(Hex(PostingPrefix(0x0102030405060708)), "0102030405060708");
  EXPECT_EQ(
      Hex(PostingKey(PostingEntry::Make(0x0102030405060708, 0x1112131415161718, {.document = 258, .block = 772}))),
      "010203040506070811121314151617180000000000000102"
      "0304");
  EXPECT_EQ(Hex(ContentPrefix({.high = 1, .low = 2})), "00000000000000020000000000000001");
  EXPECT_EQ(Hex(StoryPrefix({.high = 1, .low = 2})), "00000000000000020000000000000001");
  EXPECT_EQ(Hex(ModelPrefix(258)), "0000000000000102");
  EXPECT_EQ(Hex(ModelKey(258, "ab", 0x01020304)),
            "0000000000000102"
            "616200"
            "01020304");
}

TEST(DiskKeys, KeysParseAndSortAsEntriesDo) {
  constexpr std::uint64_t kSeed = 17;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  std::vector<PostingEntry> entries;
  std::vector<std::string> keys;
  for (int i = 0; i < 2000; ++i) {
    const auto any = [&] { return random() >> (random() % 64); };
    entries.push_back(PostingEntry::Make(
        any() % 4, any(), {.document = any() >> 16, .block = static_cast<std::uint32_t>(any() % kMaxBlocks)}));
    keys.push_back(PostingKey(entries.back()));
    ASSERT_EQ(ParsePostingKey(keys.back()), entries.back());
  }
  std::sort(entries.begin(), entries.end());
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 0; i < keys.size(); ++i) ASSERT_EQ(ParsePostingKey(keys[i]), entries[i]);
}

TEST(DiskKeys, OtherBytesAreNoKeys) {
  const std::string posting = PostingKey(PostingEntry::Make(1, 2, {.document = 3, .block = 4}));
  const std::string id = IdKey("a", 5);
  EXPECT_EQ(ParseIdKey(id), 5u);
  for (std::size_t size = 0; size < 30; ++size) {
    EXPECT_EQ(ParsePostingKey(std::string(size, '\0')).has_value(), size == posting.size()) << size;
    EXPECT_EQ(ParseIdKey(std::string(size, '\0')).has_value(), size == id.size()) << size;
  }
  std::string large = posting;
  large[16] = 1;  // a document above 48 bits
  EXPECT_FALSE(ParsePostingKey(large).has_value());
}

}  // namespace
}  // namespace copydesk
