#include "store/posting_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace copydesk {
namespace {

TEST(PostingTable, EntriesKeepBlocksAndDocumentsApart) {
  const BlockNumber block{.document = (std::uint64_t{1} << 48) - 1, .block = kMaxBlocks - 1};
  const PostingEntry entry = PostingEntry::Make(1, 2, block);
  EXPECT_EQ(entry.posting(), (Posting{.order = 2, .block = block}));
  EXPECT_LT(PostingEntry::Make(1, 2, {.document = 3, .block = kMaxBlocks - 1}),
            PostingEntry::Make(1, 2, {.document = 4, .block = 0}));
}

TEST(PostingTable, IsAlwaysSortedAndGivenArraysNeverChange) {
  constexpr std::uint64_t kSeed = 3;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  PostingTable table;
  EXPECT_TRUE(table.Sorted()->empty());
  std::vector<PostingEntry> expected;
  for (int round = 0; round < 50; ++round) {
    const std::shared_ptr<const PostingTable::Entries> before = table.Sorted();
    const std::vector<PostingEntry> copy(before->begin(), before->end());
    for (std::uint64_t count = random() % 20; count > 0; --count) {
      const std::vector<PostingEntry> added = {
          PostingEntry::Make(random() % 10, random() % 10, {.document = random() % 9})};
      table.Append(added);
      expected.push_back(added[0]);
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(*table.Sorted(), expected);
    EXPECT_EQ(*before, copy);
  }
}

// Above the size from which vectors sort; lists of one entry and of many.
TEST(PostingTable, ManyEntriesAreSortedAlike) {
  constexpr std::uint64_t kSeed = 4;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (const std::uint64_t lists : {std::uint64_t{3}, std::uint64_t{5'000}, ~std::uint64_t{0}}) {
    std::vector<PostingEntry> entries;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      entries.push_back(PostingEntry::Make(random() % lists, random() % 100, {.document = random() % 1'000}));
    }
    PostingTable table;
    table.Append(entries);
    std::sort(entries.begin(), entries.end());
    EXPECT_EQ(*table.Sorted(), entries) << lists;
  }
}

}  // namespace
}  // namespace copydesk
