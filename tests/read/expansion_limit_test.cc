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

TEST(ExpansionLimitTest, LetsThroughWhatIsSmallOrWithinTheRatio) {
  const std::string zeros(1 << 20, '\0');
  EXPECT_EQ(ReadThrough(Gzip(zeros), {.free_bytes = 1 << 20, .ratio = 1}).bytes, zeros.size());
  EXPECT_EQ(ReadThrough(Gzip(zeros), {.free_bytes = 0, .ratio = 2000}).bytes, zeros.size());
}

}  // namespace
}  // namespace copydesk
