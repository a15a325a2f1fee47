#include "base/record_sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace copydesk {
namespace {

using Records = std::vector<std::pair<std::string, std::string>>;

Records TakeAll(RecordSorter* sorter) {
  Records all;
  while (true) {
    const std::optional<RecordSorter::Record> record = sorter->Next().value();
    if (!record.has_value()) return all;
    all.emplace_back(record->key, record->value);
  }
}

// Short, empty, long and equal keys and values, with any bytes, in memory and in many runs.
TEST(RecordSorter, SortsByKeyThenValue) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000'000}}) {
    std::mt19937_64 random(memory + 1);
    const auto make = [&] {
      std::string bytes(random() % 1'000 == 0 ? random() % 300'000 : random() % 12, 'x');
      for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() : 'a');
      return bytes;
    };
    RecordSorter sorter(memory);
    Records expected;
    for (int i = 0; i < 20'000; ++i) {
      std::string key = make();
      std::string value = make();
      ASSERT_TRUE(sorter.Add(key, value).ok());
      expected.emplace_back(std::move(key), std::move(value));
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_TRUE(TakeAll(&sorter) == expected) << memory;
    EXPECT_FALSE(sorter.Next().value().has_value());
  }
}

TEST(RecordSorter, NothingGivesNothing) {
  RecordSorter sorter(1);
  EXPECT_FALSE(sorter.Next().value().has_value());
}

TEST(RecordSorter, FolderThatIsNotThereIsAnError) {
  RecordSorter sorter(1, "/nowhere/at/all");
  absl::Status status;
  for (int i = 0; i < 1'000'000 && status.ok(); ++i) status = sorter.Add("a key", "a value");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace copydesk
