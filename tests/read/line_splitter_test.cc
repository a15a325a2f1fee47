#include "read/line_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "read/memory_source.h"

namespace copydesk {
namespace {

struct Seen {
  std::string bytes;
  std::uint64_t number;
  std::uint64_t offset;
  bool terminated;
  bool too_long;

  friend bool operator==(const Seen&, const Seen&) = default;
};

std::vector<Seen> Split(std::string_view bytes, std::uint64_t limit, std::size_t step) {
  BufferedInput input(std::make_unique<MemorySource>(bytes), step);
  LineSplitter lines(&input, limit);
  std::vector<Seen> all;
  Line line;
  while (lines.Next(&line)) {
    all.push_back({std::string(line.bytes), line.number, line.offset, line.terminated, line.too_long});
  }
  EXPECT_FALSE(lines.Next(&line));
  return all;
}

// The same by string search on the whole.
std::vector<Seen> SplitByHand(std::string_view bytes, std::uint64_t limit) {
  std::vector<Seen> all;
  std::size_t start = 0;
  while (start < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    std::string line(bytes.substr(start, end - start));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const bool too_long = line.size() > limit;
    all.push_back({too_long ? "" : line, all.size() + 1, start, end < bytes.size(), too_long});
    start = end + 1;
  }
  return all;
}

TEST(LineSplitterTest, SplitsLikeAStringSearch) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 120, '\0');
    for (char& byte : bytes) byte = "ab\r\n"[random() % 4];
    if (round % 3 == 0) bytes += std::string(random() % 60, 'x');
    const std::uint64_t limit = 1 + random() % 20;
    ASSERT_EQ(Split(bytes, limit, 1 + random() % 16), SplitByHand(bytes, limit)) << testing::PrintToString(bytes);
  }
}

TEST(LineSplitterTest, ALineOfExactlyTheLimitIsWhole) {
  EXPECT_THAT(Split("abc\r\nabcd\r\nabc", 3, 1),
              testing::ElementsAre(Seen{"abc", 1, 0, true, false}, Seen{"", 2, 5, true, true},
                                   Seen{"abc", 3, 11, false, false}));
}

TEST(LineSplitterTest, AnOverLongLineIsNotBuffered) {
  const std::string bytes = std::string(5'000'000, 'x') + "\nnext\n";
  BufferedInput input(std::make_unique<MemorySource>(bytes), 1000);
  LineSplitter lines(&input, 10);
  Line line;
  ASSERT_TRUE(lines.Next(&line));
  EXPECT_TRUE(line.too_long);
  EXPECT_LE(input.data().size(), 2000U);
  ASSERT_TRUE(lines.Next(&line));
  EXPECT_EQ(line.bytes, "next");
  EXPECT_EQ(line.offset, 5'000'001U);
}

}  // namespace
}  // namespace copydesk
