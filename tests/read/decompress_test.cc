#include "read/decompress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <string>

#include "read/memory_source.h"
#include "read/open_stream.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Whole {
  std::string bytes;
  absl::Status status;
};

Whole Decompress(
    std::string_view stored, std::size_t step = BufferedInput::kDefaultStep, bool large = false,
    const std::function<std::size_t()>& piece = [] { return std::size_t{1} << 30; },
    const absl::Status& end = absl::OkStatus()) {
  std::uint64_t count = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(stored, piece, end), large, &count, step);
  EXPECT_TRUE(input.ok()) << input.status();
  Whole whole;
  while ((*input)->Fill(1)) {
    whole.bytes += (*input)->data();
    (*input)->Consume((*input)->data().size());
  }
  EXPECT_EQ(count, whole.bytes.size());
  whole.status = (*input)->status();
  return whole;
}

std::string SomeText(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size) text += "word" + std::to_string(random() % 1000) + (random() % 9 == 0 ? "\n" : " ");
  text.resize(size);
  return text;
}

class DecompressTest : public testing::TestWithParam<std::string (*)(std::string_view)> {
 protected:
  static std::string Compress(std::string_view bytes) { return GetParam()(bytes); }
};

TEST_P(DecompressTest, RoundTripsAtAnyStep) {
  for (const std::size_t size : {0, 1, 2, 100, 5000, 400'000}) {
    const std::string text = SomeText(size, 7);
    for (const std::size_t step : {1, 2, 3, 7, 1000, 262'144}) {
      if (size > 10'000 && step < 7) continue;  // a minute of single bytes shows no more
      const Whole whole = Decompress(Compress(text), step);
      EXPECT_TRUE(whole.status.ok()) << whole.status;
      EXPECT_TRUE(whole.bytes == text) << size << " bytes in steps of " << step;
    }
  }
}

TEST_P(DecompressTest, JoinsMembersAndFrames) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 50; ++round) {
    std::string text;
    std::string stored;
    for (int member = 0; member < 5; ++member) {
      const std::string part = SomeText(random() % 300, seed + member);
      text += part;
      stored += Compress(part);
    }
    const Whole whole = Decompress(stored, 1 + random() % 100, false, [&] { return 1 + random() % 50; });
    ASSERT_TRUE(whole.status.ok()) << whole.status;
    ASSERT_EQ(whole.bytes, text);
  }
}

TEST_P(DecompressTest, TruncatedAnywhereGivesAPrefixAndAnError) {
  const std::string text = SomeText(600, 3);
  const std::string first = Compress(text);
  const std::string stored = first + Compress("tail");
  for (std::size_t size = 4; size < stored.size(); ++size) {
    for (const std::size_t step : {1, 5, 4096}) {
      const Whole whole = Decompress(stored.substr(0, size), step);
      EXPECT_TRUE((text + "tail").starts_with(whole.bytes)) << size;
      if (size == first.size()) {
        EXPECT_TRUE(whole.status.ok());
      } else {
        EXPECT_EQ(whole.status.code(), absl::StatusCode::kDataLoss) << size;
      }
      if (size >= first.size()) {
        EXPECT_GE(whole.bytes.size(), text.size());
      }
    }
  }
}

TEST_P(DecompressTest, AFlippedBitNeverCrashesAndIsMostlyFound) {
  const std::string text = SomeText(2000, 4);
  const std::string stored = Compress(text);
  for (std::size_t at = 4; at < stored.size(); ++at) {
    std::string damaged = stored;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    const Whole whole = Decompress(damaged, 64);
    // Flags, times and names in a header are not covered by a checksum.
    if (at >= 20) {
      EXPECT_FALSE(whole.status.ok() && whole.bytes != text) << at;
    }
  }
}

TEST_P(DecompressTest, KeepsEverythingBeforeDamage) {
  const std::string text = SomeText(1'000'000, 5);
  std::string stored = Compress(text);
  const std::size_t at = stored.size() - 20;
  for (std::size_t i = at; i < at + 10; ++i) stored[i] = static_cast<char>(~stored[i]);
  const Whole whole = Decompress(stored);
  EXPECT_FALSE(whole.status.ok());
  EXPECT_GE(whole.bytes.size(), text.size() - 150'000);  // a block of zstd is at most 128 KiB
  // Gzip may give a few wrong bytes before it notices.
  EXPECT_TRUE(whole.bytes.substr(0, text.size() - 150'000) == text.substr(0, text.size() - 150'000));
}

TEST_P(DecompressTest, BytesAfterTheEndAreNamed) {
  const Whole whole = Decompress(Compress("text") + "garbage, and more of it");
  EXPECT_EQ(whole.bytes, "text");
  EXPECT_THAT(std::string(whole.status.message()), StartsWith("bytes after the last "));
}

TEST_P(DecompressTest, AnErrorOfTheInputIsPassedOn) {
  const std::string stored = Compress(SomeText(3000, 6));
  const absl::Status broken = absl::InternalError("disk");
  for (const std::size_t size : {stored.size() / 2, stored.size()}) {
    const Whole whole = Decompress(
        stored.substr(0, size), 100, false, [] { return std::size_t{9}; }, broken);
    EXPECT_EQ(whole.status, broken);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, DecompressTest,
                         testing::Values(
                             &Gzip, +[](std::string_view bytes) { return Zstd(bytes); }),
                         [](const auto& format) { return format.index == 0 ? "Gzip" : "Zstd"; });

TEST(ZstdTest, SkippableFramesAreSkipped) {
  const Whole whole = Decompress(ZstdSkippable("index") + Zstd("one ") + ZstdSkippable("") + Zstd("two"), 3);
  EXPECT_TRUE(whole.status.ok()) << whole.status;
  EXPECT_EQ(whole.bytes, "one two");
}

// The library reads a block and the header of the next in one call, which fails as a whole.
TEST(ZstdTest, ABlockBeforeADamagedHeaderIsKept) {
  const std::string text = SomeText(300'000, 8);
  std::string stored = Zstd(text, 17);
  constexpr std::size_t kFrameHeader = 6;  // magic, descriptor, window
  const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(stored[at])); };
  const std::size_t block = (byte(kFrameHeader) | byte(kFrameHeader + 1) << 8 | byte(kFrameHeader + 2) << 16) >> 3;
  const std::size_t next = kFrameHeader + 3 + block;
  ASSERT_LT(next + 3, stored.size());
  stored.replace(next, 3, "\xff\xff\xff");
  for (const std::size_t step : {100, 262'144}) {
    const Whole whole = Decompress(stored, step);
    EXPECT_THAT(std::string(whole.status.message()), StartsWith("corrupt zstd"));
    EXPECT_EQ(whole.bytes.size(), std::size_t{128} << 10);
    EXPECT_TRUE(text.starts_with(whole.bytes));
  }
}

TEST(ZstdTest, ALargeWindowNeedsConsent) {
  const std::string stored = Zstd("text", 28);
  const Whole refused = Decompress(stored);
  EXPECT_EQ(refused.bytes, "");
  EXPECT_THAT(std::string(refused.status.message()), HasSubstr("--allow-large-window"));
  const Whole allowed = Decompress(stored, 100, true);
  EXPECT_TRUE(allowed.status.ok()) << allowed.status;
  EXPECT_EQ(allowed.bytes, "text");
  EXPECT_EQ(Decompress(Zstd("text", 27)).bytes, "text");
}

TEST(GzipTest, ManyEmptyMembers) {
  std::string stored;
  for (int i = 0; i < 2000; ++i) stored += Gzip("");
  const Whole whole = Decompress(stored + Gzip("x"), 10);
  EXPECT_TRUE(whole.status.ok()) << whole.status;
  EXPECT_EQ(whole.bytes, "x");
}

}  // namespace
}  // namespace copydesk
