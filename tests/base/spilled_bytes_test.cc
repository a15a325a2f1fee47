#include "base/spilled_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <random>
#include <thread>
#include <vector>

namespace copydesk {
namespace {

// Bytes that tell their place.
std::string Pattern(std::uint64_t begin, std::size_t length) {
  std::string bytes(length, '\0');
  for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>((begin + i) * 2654435761u >> 13);
  return bytes;
}

TEST(SpilledBytes, AreReadBackWhereverTheyAre) {
  constexpr std::uint64_t kSeed = 5;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  SpilledBytes bytes("");
  std::uint64_t size = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t length = random() % 4 == 0 ? random() % 3'000'000 : random() % 3'000;
    EXPECT_EQ(bytes.Append(Pattern(size, length)), size);
    size += length;
    if (random() % 5 == 0) {
      ASSERT_TRUE(bytes.Spill().ok());
      EXPECT_EQ(bytes.MemoryBytes(), 0u);
    }
    for (int i = 0; i < 5; ++i) {
      const std::uint64_t begin = random() % (size + 1);
      const std::size_t part = random() % (std::min<std::uint64_t>(size - begin, 2'500'000) + 1);
      std::string read = "what was there before";
      ASSERT_TRUE(bytes.Read(begin, part, &read).ok());
      ASSERT_TRUE(read == Pattern(begin, part)) << begin << " + " << part << " of " << size;
    }
  }
}

TEST(SpilledBytes, TellsWhetherAnyAreInTheFile) {
  SpilledBytes bytes("");
  ASSERT_TRUE(bytes.Spill().ok());
  EXPECT_FALSE(bytes.HasSpilled());
  bytes.Append("no whole piece");
  EXPECT_FALSE(bytes.HasSpilled());
  ASSERT_TRUE(bytes.Spill().ok());
  bytes.Append("in memory again");
  EXPECT_TRUE(bytes.HasSpilled());
}

TEST(SpilledBytes, AreReadBesideTheWriter) {
  SpilledBytes bytes("");
  constexpr std::size_t kRecord = 1000;
  std::atomic<std::uint64_t> written = 0;
  std::vector<std::jthread> readers;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    readers.emplace_back([&, seed] {
      std::mt19937_64 random(seed);
      std::string read;
      while (written < 5'000) {
        if (written == 0) continue;
        const std::uint64_t record = random() % written;
        ASSERT_TRUE(bytes.Read(record * kRecord, kRecord, &read).ok());
        ASSERT_TRUE(read == Pattern(record * kRecord, kRecord)) << record;
      }
    });
  }
  for (std::uint64_t i = 0; i < 5'000; ++i) {
    bytes.Append(Pattern(i * kRecord, kRecord));
    written = i + 1;
    if (i % 1'500 == 0) {
      EXPECT_TRUE(bytes.Spill().ok());
    }
  }
}

TEST(SpilledBytes, FolderThatIsNotThereIsNamedWithTheRemedy) {
  SpilledBytes bytes("/nowhere/at/all");
  bytes.Append("text");
  const absl::Status status = bytes.Spill();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_NE(status.message().find("/nowhere/at/all"), std::string::npos);
  EXPECT_NE(status.message().find("--temp-dir"), std::string::npos);
  std::string read;
  ASSERT_TRUE(bytes.Read(0, 4, &read).ok());
  EXPECT_EQ(read, "text");
}

TEST(SpilledBytes, FullDiskIsToldApart) {
  const absl::StatusOr<std::unique_ptr<TemporaryFile>> file = TemporaryFile::Create("");
  ASSERT_TRUE(file.ok()) << file.status();
  // No file may be that long, on whichever file system.
  const absl::Status status = (*file)->WriteAt(std::numeric_limits<std::int64_t>::max(), std::string("x"));
  EXPECT_FALSE(status.ok());
  std::string read(4, ' ');
  EXPECT_EQ((*file)->ReadAt(0, read).code(), absl::StatusCode::kDataLoss);
  EXPECT_GT(FreeSpace("").value(), 0u);
  EXPECT_EQ(FreeSpace("/nowhere/at/all").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace copydesk
