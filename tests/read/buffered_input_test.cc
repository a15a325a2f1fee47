#include "read/buffered_input.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "read/memory_source.h"

namespace copydesk {
namespace {

std::string RandomBytes(std::mt19937* random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>((*random)());
  return bytes;
}

TEST(BufferedInputTest, ShowsTheStreamWhateverIsAskedFor) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::string bytes = RandomBytes(&random, random() % 2000);
    const std::size_t step = 1 + random() % 64;
    std::uint64_t count = 0;
    BufferedInput input(std::make_unique<MemorySource>(bytes, [&] { return 1 + random() % 40; }), step);
    std::size_t place = 0;
    input.Fill(random() % 10);
    input.CountRead(&count);
    while (place < bytes.size()) {
      const std::size_t wanted = random() % 200;
      ASSERT_EQ(input.Fill(wanted), bytes.size() - place >= wanted);
      ASSERT_EQ(input.offset(), place);
      ASSERT_EQ(count, place + input.data().size());
      ASSERT_EQ(input.data(), bytes.substr(place, input.data().size()));
      const std::size_t taken = random() % (input.data().size() + 1);
      input.Consume(taken);
      place += taken;
    }
    EXPECT_FALSE(input.Fill(1));
    EXPECT_TRUE(input.ended());
    EXPECT_TRUE(input.status().ok());
    EXPECT_EQ(count, bytes.size());
  }
}

TEST(BufferedInputTest, GivesWhatCameBeforeAnError) {
  const auto two = [] { return std::size_t{2}; };
  BufferedInput input(std::make_unique<MemorySource>("abc", two, absl::DataLossError("cut")), 16);
  EXPECT_TRUE(input.Fill(3));
  EXPECT_FALSE(input.ended());
  EXPECT_FALSE(input.Fill(4));
  EXPECT_EQ(input.data(), "abc");
  EXPECT_EQ(input.status(), absl::DataLossError("cut"));
}

TEST(BufferedInputTest, PaddingIsReadableEvenBeforeTheFirstByte) {
  BufferedInput input(std::make_unique<MemorySource>(""), 1);
  EXPECT_EQ(std::string(input.data().data(), BufferedInput::kPadding), std::string(BufferedInput::kPadding, '\0'));
  EXPECT_FALSE(input.Fill(1));
  EXPECT_EQ(std::string(input.data().data(), BufferedInput::kPadding), std::string(BufferedInput::kPadding, '\0'));
}

}  // namespace
}  // namespace copydesk
