#include "base/name_sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace copydesk {
namespace {

std::vector<NameSorter::Entry> TakeAll(NameSorter* sorter) {
  std::vector<NameSorter::Entry> all;
  while (true) {
    std::optional<NameSorter::Entry> entry = sorter->Next().value();
    if (!entry.has_value()) return all;
    all.push_back(*std::move(entry));
  }
}

// Short, empty, long and equal names, with any bytes, in memory and in many runs.
TEST(NameSorter, SortsByNameThenNumber) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000'000}}) {
    std::mt19937_64 random(memory + 1);
    NameSorter sorter(memory);
    std::vector<NameSorter::Entry> expected;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      std::string name(random() % 1'000 == 0 ? random() % 300'000 : random() % 12, 'x');
      for (char& c : name) c = static_cast<char>(random() % 3 == 0 ? random() : 'a');
      ASSERT_TRUE(sorter.Add(name, i).ok());
      expected.emplace_back(std::move(name), i);
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_TRUE(TakeAll(&sorter) == expected) << memory;
    EXPECT_FALSE(sorter.Next().value().has_value());
  }
}

TEST(NameSorter, NothingGivesNothing) {
  NameSorter sorter(1);
  EXPECT_FALSE(sorter.Next().value().has_value());
}

TEST(NameSorter, FolderThatIsNotThereIsAnError) {
  NameSorter sorter(1, "/nowhere/at/all");
  absl::Status status;
  for (std::uint64_t i = 0; i < 1'000'000 && status.ok(); ++i) status = sorter.Add("a name", i);
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace copydesk
