#include "store/disk_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/escaping.h"
#include "store/posting_bucket.h"

namespace copydesk {
namespace {

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

TEST(DiskKeys, GoldenBytes) {
  EXPECT_EQ(Hex(NumberKey(0x0102)), "0000000000000102");
  // XXH3-128 of "abc" is 06b05ab6733a6185 78af5f94892f3950: of the low half 24 and 24 bits, of the high half 24.
  EXPECT_EQ(Hex(IdPrefix("abc")),
            "2f395078af5f"
            "3a6185");
  EXPECT_EQ(Hex(EntryKey(IdEntry("abc", 258))),
            "2f395078af5f"
            "3a6185"
            "0000000102"
            "0000");
  EXPECT_EQ(Hex(EntryKey(PostingEntry::Make(0x0102030405060708, 0x1112131415161718, {.document = 258, .block = 772}))),
            "060708010203"
            "161718"
            "0000000102"
            "0304");
  EXPECT_EQ(Hex(ListPrefix(0x0102030405060708)), "060708010203");
  EXPECT_EQ(Hex(ContentPrefix({.high = 1, .low = 2})),
            "000002000000"
            "000001");
  EXPECT_EQ(Hex(StoryPrefix({.high = 1, .low = 2})),
            "000002000000"
            "000001");
  EXPECT_EQ(Hex(BucketKey(0x010203)), "00010203");
  EXPECT_EQ(BucketOf(ListKey(0xfffff0)), 0xfffffu);
  EXPECT_EQ(Hex(ForgottenKey(258)),
            "666f72676f7474656e20"
            "0000000000000102");
  EXPECT_EQ(Hex(PeriodKey(258)),
            "706572696f6420"
            "8000000000000102");
  EXPECT_EQ(Hex(MatchKey({.document = 258, .block = 3}, {.document = 4, .block = 5})),
            "00000000000001020003"
            "00000000000000040005");
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
        any() % 4, any(),
        {.document = any() % kMaxDocuments, .block = static_cast<std::uint32_t>(any() % kMaxBlocks)}));
    keys.push_back(EntryKey(entries.back()));
    ASSERT_EQ(ParseEntryKey(keys.back()), entries.back());
  }
  std::sort(entries.begin(), entries.end());
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 0; i < keys.size(); ++i) ASSERT_EQ(ParseEntryKey(keys[i]), entries[i]);
}

TEST(DiskKeys, OtherBytesAreNoKeys) {
  for (std::size_t size = 0; size < 30; ++size) {
    EXPECT_EQ(ParseEntryKey(std::string(size, '\0')).has_value(), size == 16) << size;
    EXPECT_EQ(ParseBucketKey(std::string(size, '\0')).has_value(), size == 4) << size;
  }
  EXPECT_EQ(ParseBucketKey(BucketKey(0xfffff)), 0xfffffu);
  EXPECT_FALSE(ParseBucketKey(std::string("\x00\x10\x00\x00", 4)).has_value());
  EXPECT_EQ(ParseForgottenKey(ForgottenKey(7)), 7u);
  EXPECT_FALSE(ParseForgottenKey(ForgottenKey(7) + "?").has_value());
  EXPECT_FALSE(ParseForgottenKey("documents").has_value());
  for (const std::int64_t period : {std::int64_t{-240'000}, std::int64_t{-1}, std::int64_t{0}, std::int64_t{6'000}}) {
    EXPECT_EQ(ParsePeriodKey(PeriodKey(period)), period);
    EXPECT_LT(PeriodKey(period - 1), PeriodKey(period));
  }
  EXPECT_FALSE(ParsePeriodKey(PeriodKey(7) + "?").has_value());
  EXPECT_FALSE(ParsePeriodKey("documents").has_value());
}

}  // namespace
}  // namespace copydesk
