#include "read/expansion_limit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

#include "read/decompress.h"
#include "read/memory_source.h"
#include "read/testing.h"

namespace copydesk {
namespace {

// How many bytes come through before the stream ends, and how it ends.
struct Outcome {
  std::size_t bytes = 0;
  absl::Status status;
};

Outcome ReadThrough(const std::string& gzip, const ExpansionLimit& limit) {
  auto stored = std::make_unique<BufferedInput>(std::make_unique<MemorySource>(gzip), 512);
  auto decompressed = GunzipSource(std::move(stored));
  EXPECT_TRUE(decompressed.ok());
  const auto limited = LimitExpansion(*std::move(decompressed), limit);
  Outcome outcome;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto size = limited->Read(buffer);
    outcome.status = size.status();
    if (!size.ok() || *size == 0) return outcome;
    outcome.bytes += *size;
  }
}

TEST(ExpansionLimitTest, StopsABombSoonAfterTheFreeBytes) {
  const std::string bomb = Gzip(std::string(8 << 20, '\0'));
  const Outcome outcome = ReadThrough(bomb, {.free_bytes = 1 << 20, .ratio = 100});
  EXPECT_EQ(outcome.status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(outcome.status.message()), testing::HasSubstr("more than 100 times its size"));
  EXPECT_LE(outcome.bytes, std::size_t{1} << 20);
}

TEST(ExpansionLimitTest, GoesOnBehindBombsInLinearTime) {
  const std::string bomb = Gzip(std::string(8 << 20, '\0'));
  std::string file;
  for (int i = 0; i < 20; ++i) file += bomb + Gzip("start " + std::to_string(i));
  auto decompressed = GunzipSource(std::make_unique<BufferedInput>(std::make_unique<MemorySource>(file), 512));
  ASSERT_TRUE(decompressed.ok());
  const auto limited = LimitExpansion(*std::move(decompressed), {.free_bytes = 4 << 20, .ratio = 100});
  std::array<char, 4096> buffer{};
  std::string found;
  std::size_t bytes = 0;
  do {
    while (true) {
      const auto size = limited->Read(buffer);
      if (!size.ok() || *size == 0) break;
      bytes += *size;
      if (buffer[0] != '\0') found.append(buffer.data(), *size);
    }
  } while (limited->Resume("start "));
  for (int i = 0; i < 20; ++i) EXPECT_THAT(found, testing::HasSubstr("start " + std::to_string(i)));
  EXPECT_LT(bytes, std::size_t{(4 + 2 + 18 * 2) << 20})
      << "the free bytes of each, and what 100 times the stored ones are";
}

TEST(ExpansionLimitTest, LetsThroughWhatIsSmallOrWithinTheRatio) {
  const std::string zeros(1 << 20, '\0');
  EXPECT_EQ(ReadThrough(Gzip(zeros), {.free_bytes = 1 << 20, .ratio = 1}).bytes, zeros.size());
  EXPECT_EQ(ReadThrough(Gzip(zeros), {.free_bytes = 0, .ratio = 2000}).bytes, zeros.size());
}

}  // namespace
}  // namespace copydesk
