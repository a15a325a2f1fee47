#include "match/pair_sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>

namespace copydesk {
namespace {

// Against a set, in memory and with many runs in the file, read in pieces of several sizes.
TEST(PairSorter, GivesEveryPairOnceInOrder) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2'000'000}}) {
    for (const std::size_t most : {std::size_t{1'000}, std::numeric_limits<std::size_t>::max()}) {
      std::mt19937_64 random(memory + 1);
      PairSorter sorter(memory);
      std::set<BlockPair> expected;
      for (int i = 0; i < 200'000; ++i) {
        const BlockNumber a{.document = random() % 400, .block = static_cast<std::uint32_t>(random() % 2)};
        const BlockNumber b{.document = (std::uint64_t{1} << 47) + random() % 300, .block = 65'535};
        ASSERT_TRUE((random() % 2 == 0 ? sorter.Add(a, b) : sorter.Add(b, a)).ok());
        expected.emplace(a, b);
      }
      std::vector<BlockPair> found;
      while (true) {
        const std::vector<BlockPair> next = sorter.Next(most).value();
        if (next.empty()) break;
        EXPECT_LE(next.size(), most);
        found.insert(found.end(), next.begin(), next.end());
      }
      EXPECT_TRUE(found == std::vector<BlockPair>(expected.begin(), expected.end())) << memory << " " << most;
    }
  }
}

TEST(PairSorter, NothingGivesNothing) {
  PairSorter sorter(1);
  EXPECT_TRUE(sorter.Next(10).value().empty());
  EXPECT_TRUE(sorter.Next(10).value().empty());
}

TEST(PairSorter, FolderThatIsNotThereIsAnError) {
  PairSorter sorter(1, "/nowhere/at/all");
  absl::Status status;
  for (std::uint64_t i = 0; i < 1'000'000 && status.ok(); ++i) status = sorter.Add({i, 0}, {i + 1, 0});
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace copydesk
