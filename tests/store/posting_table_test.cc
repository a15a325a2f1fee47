#include "store/posting_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "store/store_testing.h"

namespace copydesk {
namespace {

TEST(PostingTable, EntriesKeepBlocksAndDocumentsApart) {
  const BlockNumber block{.document = kMaxDocuments - 1, .block = kMaxBlocks - 1};
  const PostingEntry entry = PostingEntry::Make(1, 2, block);
  EXPECT_EQ(entry.posting(), (Posting{.order = 2, .block = block}));
  EXPECT_LT(PostingEntry::Make(1, 2, {.document = 3, .block = kMaxBlocks - 1}),
            PostingEntry::Make(1, 2, {.document = 4, .block = 0}));
}

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

// Every list of at least two, with the first `limit` entries and the length.
struct List {
  std::uint64_t hash = 0;
  std::vector<Posting> postings;
  std::uint64_t length = 0;

  friend bool operator==(const List&, const List&) = default;
};

std::vector<List> ListsOf(const PostingTable& table, std::size_t limit, int threads, std::uint64_t slice_bytes) {
  std::vector<List> lists;
  const auto visit = [&](std::uint64_t hash, std::span<const Posting> postings, std::uint64_t length) {
    lists.push_back({.hash = hash, .postings = {postings.begin(), postings.end()}, .length = length});
    return absl::OkStatus();
  };
  const absl::Status status = table.ForEachList(limit, visit, threads, slice_bytes);
  EXPECT_TRUE(status.ok()) << status;
  return lists;
}

std::vector<List> ExpectedLists(std::vector<PostingEntry> entries, std::size_t limit) {
  std::sort(entries.begin(), entries.end());
  std::vector<List> lists;
  for (const PostingEntry& entry : entries) {
    if (lists.empty() || lists.back().hash != entry.list()) lists.push_back({.hash = entry.list(), .postings = {}});
    if (++lists.back().length <= limit) lists.back().postings.push_back(entry.posting());
  }
  std::erase_if(lists, [](const List& list) { return list.length < 2; });
  return lists;
}

// Lists of one entry and of many, few and many parts, in memory and in the file, in one slice a part and in several:
// all of it against one plain sort.
TEST(PostingTable, ListsAreThoseOfOneSortWhereverTheyAre) {
  constexpr std::uint64_t kSeed = 4;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  constexpr std::uint64_t kHigh = 0x9e3779b97f4a7c15;  // spreads small numbers over the parts
  for (const std::uint64_t lists : {std::uint64_t{3}, std::uint64_t{5'000}, ~std::uint64_t{0}}) {
    for (const std::uint64_t factor : {std::uint64_t{1}, kHigh}) {
      for (const int spills : {0, 1, 5}) {
        PostingTable table;
        std::vector<PostingEntry> all;
        for (int batch = 0; batch < 6; ++batch) {
          std::vector<PostingEntry> entries;
          for (std::uint64_t i = 0; i < 3'000; ++i) {
            entries.push_back(
                PostingEntry::Make(factor * (random() % lists), random() % 100, {.document = random() % 1'000}));
          }
          table.Append(entries);
          all.insert(all.end(), entries.begin(), entries.end());
          if (batch % 2 == 1) {
            EXPECT_TRUE(table.List(HashOfList(all[0].list()), 0).value().empty());  // sorts a part
          }
          if (batch < spills) {
            ASSERT_TRUE(table.Spill().ok());
            EXPECT_EQ(table.MemoryBytes(), 0u);
          }
        }
        const std::vector<List> expected = ExpectedLists(all, kAll);
        EXPECT_EQ(ListsOf(table, kAll, 1, kAll), expected) << lists << " " << factor << " " << spills;
        EXPECT_EQ(ListsOf(table, kAll, 3, 1'000), expected) << lists << " " << factor << " " << spills;
        EXPECT_EQ(ListsOf(table, 2, 2, 100'000), ExpectedLists(all, 2)) << lists << " " << factor << " " << spills;
        for (std::size_t i = 0; i < std::min<std::size_t>(expected.size(), 20); ++i) {
          EXPECT_EQ(table.List(HashOfList(expected[i].hash), kAll).value(), expected[i].postings);
        }
        EXPECT_TRUE(table.List(12345, kAll).value().empty() || lists < kAll);
      }
    }
  }
}

TEST(PostingTable, ErrorOfAVisitEndsIt) {
  PostingTable table;
  table.Append(std::vector<PostingEntry>(2, PostingEntry::Make(1, 2, {})));
  table.Append(std::vector<PostingEntry>(2, PostingEntry::Make(7, 2, {})));
  int visits = 0;
  const auto visit = [&](std::uint64_t, std::span<const Posting>, std::uint64_t) {
    ++visits;
    return absl::CancelledError("enough");
  };
  EXPECT_TRUE(absl::IsCancelled(table.ForEachList(kAll, visit, 2, kAll)));
  EXPECT_EQ(visits, 1);
}

}  // namespace
}  // namespace copydesk
