#include "store/posting_bucket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "absl/strings/escaping.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint32_t kBucket = 0xabcde;

// An entry of the bucket: list `remainder` of it.
PostingEntry Entry(std::uint64_t remainder, std::uint64_t order, std::uint64_t document, std::uint32_t block = 0) {
  const std::uint64_t list = std::uint64_t{kBucket} << 28 | remainder;
  return PostingEntry::Make((list & 0xffffff) << 40 | list >> 24, order, {.document = document, .block = block});
}

std::vector<PostingEntry> RandomEntries(std::mt19937_64& random, std::size_t most) {
  std::set<PostingEntry> entries;
  for (std::size_t i = random() % (most + 1); i > 0; --i) {
    const std::uint64_t list = random() % 3 == 0 ? random() % (1 << 28) : random() % 4;
    entries.insert(Entry(list, random() % 5, random() % 2 == 0 ? random() % 8 : random() % kMaxDocuments,
                         random() % 3 == 0 ? random() % kMaxBlocks : 0));
  }
  return {entries.begin(), entries.end()};
}

TEST(PostingBucket, GoldenBytes) {
  EXPECT_EQ(BucketOf(Entry(5, 1, 2).list()), kBucket);
  EXPECT_EQ(absl::BytesToHexString(EncodeAdded({})), "00");
  // One list of one entry: gap 5 alone; order 010203; document 300 in block 0.
  EXPECT_EQ(absl::BytesToHexString(EncodeAdded(std::vector{Entry(5, 0x010203, 300)})),
            "00"
            "14"
            "010203"
            "d804");
  // Two lists, the second of two entries, one in block 7, and 9 more that are not kept.
  const PostingChange change{.added = {Entry(5, 1, 2), Entry(8, 1, 2, 7), Entry(8, 2, 1)},
                             .unlisted = {{.list = Entry(8, 0, 0).list(), .count = 9}},
                             .removed = {Entry(5, 1, 1)}};
  EXPECT_EQ(absl::BytesToHexString(EncodeChange(change)),
            "01"
            "05"
            "14"
            "000001"
            "02"
            "14"
            "000001"
            "04"
            "0b"
            "00"
            "09"
            "000001"
            "05"
            "07"
            "000002"
            "02");
  EXPECT_EQ(DecodeChange(kBucket, EncodeChange(change)), change);
}

TEST(PostingBucket, WhatWasEncodedIsDecoded) {
  constexpr std::uint64_t kSeed = 3;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    PostingChange change{.added = RandomEntries(random, 30), .unlisted = {}, .removed = RandomEntries(random, 5)};
    for (const PostingEntry& entry : change.added) {
      const bool is_next = change.unlisted.empty() || change.unlisted.back().list < entry.list();
      if (is_next && random() % 3 == 0) change.unlisted.push_back({.list = entry.list(), .count = 1 + random() % 1000});
    }
    const std::string bytes = EncodeChange(change);
    ASSERT_EQ(DecodeChange(kBucket, bytes), change);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto cut = DecodeChange(kBucket, std::string_view(bytes).substr(0, size));
      ASSERT_TRUE(!cut.has_value() || *cut != change);
      if (cut.has_value()) {
        ASSERT_EQ(EncodeChange(*cut), bytes.substr(0, size)) << "two encodings of one change";
      }
    }
    change.removed.clear();
    std::map<std::uint64_t, std::vector<Posting>> lists;
    for (const PostingEntry& entry : change.added) lists[entry.list()].push_back(entry.posting());
    lists[Entry(1, 0, 0).list()];  // a list that is most often not there
    for (const auto& [list, postings] : lists) {
      const std::optional<BucketList> found = FindList(kBucket, EncodeChange(change), list, 3);
      ASSERT_TRUE(found.has_value());
      std::uint64_t length = postings.size();
      for (const UnlistedPostings& unlisted : change.unlisted) length += unlisted.list == list ? unlisted.count : 0;
      ASSERT_EQ(found->length, length);
      std::vector<Posting> first = postings;
      first.resize(std::min<std::size_t>(3, first.size()));
      ASSERT_EQ(found->postings, first);
    }
  }
}

TEST(PostingBucket, OtherBytesAreNoChange) {
  const auto refuse = [](std::string_view hex) {
    EXPECT_FALSE(DecodeChange(kBucket, absl::HexStringToBytes(std::string(hex))).has_value()) << hex;
  };
  for (const std::string_view hex :
       {"", "02", "0014", "0014010203", "00140102", "0101", "010014010203d804", "001401020380808080808080",
        "00"
        "8080808080808080",
        "0015"
        "00"
        "010203"
        "02",
        "0016"
        "01"
        "010203"
        "02"
        "010203"
        "02",
        "0016"
        "00"
        "010203"
        "02"
        "010203"
        "02",
        "0014"
        "010203"
        "03"
        "00",
        "0014"
        "010203"
        "03"
        "808004"}) {
    refuse(hex);
  }
}

// What a bucket should be: sets, changed one step after another.
struct PlainBucket {
  std::set<PostingEntry> entries;
  void Apply(const PostingChange& change) {
    for (const PostingEntry& entry : change.removed) entries.erase(entry);
    entries.insert(change.added.begin(), change.added.end());
  }
};

// Changes in any grouping give what doing them one by one gives.
TEST(PostingBucket, ChangesMayBeJoinedInAnyGrouping) {
  constexpr std::uint64_t kSeed = 5;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 500; ++round) {
    PlainBucket plain;
    std::vector<PostingChange> changes;
    for (std::size_t i = 1 + random() % 6; i > 0; --i) {
      PostingChange change{.added = RandomEntries(random, 8), .unlisted = {}, .removed = {}};
      for (const PostingEntry& entry : plain.entries) {
        if (random() % 3 == 0) change.removed.push_back(entry);
      }
      plain.Apply(change);
      changes.push_back(std::move(change));
    }
    while (changes.size() > 1) {  // joins neighbours, here and there
      const std::size_t at = random() % (changes.size() - 1);
      Follow(&changes[at], changes[at + 1]);
      changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    }
    Settle(&changes[0]);
    ASSERT_EQ(changes[0].added, std::vector(plain.entries.begin(), plain.entries.end()));
    ASSERT_THAT(changes[0].removed, IsEmpty());
    ASSERT_THAT(changes[0].unlisted, IsEmpty());
  }
}

TEST(PostingBucket, AddingUpIsFollowingWithoutRemovals) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 200; ++round) {
    std::vector<PostingChange> changes;
    for (std::size_t i = 1 + random() % 5; i > 0; --i) {
      changes.push_back({.added = RandomEntries(random, 8), .unlisted = {}, .removed = {}});
    }
    PostingChange followed = changes[0];
    for (std::size_t i = 1; i < changes.size(); ++i) Follow(&followed, changes[i]);
    ASSERT_EQ(AddUp(changes), followed);
  }
}

TEST(PostingBucket, LongListsKeepTheirFirstPostingsInAnyGrouping) {
  std::vector<PostingEntry> all;
  for (std::uint64_t i = 0; i < kMaxListed + 1000; ++i) all.push_back(Entry(3, i % 97, i));
  all.push_back(Entry(4, 1, 1));
  std::shuffle(all.begin(), all.end(), std::mt19937_64(8));
  std::vector<PostingChange> parts(7);
  for (std::size_t i = 0; i < all.size(); ++i) parts[i % parts.size()].added.push_back(all[i]);
  for (PostingChange& part : parts) std::sort(part.added.begin(), part.added.end());
  std::sort(all.begin(), all.end());
  PostingChange expected{.added = all, .unlisted = {}, .removed = {}};
  Settle(&expected);
  EXPECT_EQ(expected.added.size(), kMaxListed + 1);
  EXPECT_THAT(expected.unlisted, ElementsAre(UnlistedPostings{.list = Entry(3, 0, 0).list(), .count = 1000}));
  EXPECT_TRUE(std::equal(all.begin(), all.begin() + kMaxListed, expected.added.begin()));
  PostingChange one_by_one = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    Follow(&one_by_one, parts[i]);
    Settle(&one_by_one);
  }
  EXPECT_EQ(one_by_one, expected);
  // What is taken out of the others is counted; of the first ones it is gone.
  Follow(&one_by_one, {.added = {}, .unlisted = {}, .removed = {all[0], all[kMaxListed + 5]}});
  EXPECT_EQ(one_by_one.added.size(), kMaxListed);
  EXPECT_EQ(one_by_one.unlisted.at(0).count, 999u);
}

}  // namespace
}  // namespace copydesk
