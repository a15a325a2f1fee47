// Going on behind a damaged gzip member or zstd frame.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zdict.h>
#include <zstd.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "read/memory_source.h"
#include "read/open_stream.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;

// What comes before each damage, and after the last.
std::vector<std::string> Stretches(std::string_view stored, std::string_view start,
                                   std::size_t step = BufferedInput::kDefaultStep) {
  std::uint64_t count = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(stored), false, &count, step);
  std::vector<std::string> stretches;
  do {
    std::string stretch;
    while ((*input)->Fill(1)) {
      stretch += (*input)->data();
      (*input)->Consume((*input)->data().size());
    }
    stretches.push_back(std::move(stretch));
    if (stretches.size() > 5000) break;
  } while ((*input)->Resume(start));
  return stretches;
}

std::string Noise(std::size_t size) {
  std::mt19937 random(5);
  std::string noise(size, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  return noise;
}

class ResumeTest : public testing::TestWithParam<std::string (*)(std::string_view)> {};

TEST_P(ResumeTest, GoesOnAtTheNextMemberThatBeginsRight) {
  const auto compress = GetParam();
  const std::string cut = compress("start one").substr(0, compress("start one").size() - 2);
  const std::string stored =
      compress("start zero") + cut + compress("other") + compress("start two") + compress(" tail");
  for (const std::size_t step : {1, 3, 100'000}) {
    const std::vector<std::string> stretches = Stretches(stored, "start", step);
    ASSERT_EQ(stretches.size(), 2U);
    EXPECT_EQ(stretches[1], "start two tail");
  }
}

TEST_P(ResumeTest, ACutOffMemberDoesNotTakeTheNextAlong) {
  const auto compress = GetParam();
  const std::string long_one = compress("start " + Noise(200'000));
  for (const std::size_t size : {std::size_t{6}, std::size_t{40}, std::size_t{100'000}, long_one.size() - 1}) {
    const std::string stored = long_one.substr(0, size) + compress("start two");
    for (const std::size_t step : {1000, 1'000'000}) {
      EXPECT_EQ(Stretches(stored, "start", step).back(), "start two") << size;
    }
  }
}

TEST_P(ResumeTest, WhatIsOfAWholeMemberIsBeyondDoubt) {
  const auto compress = GetParam();
  const auto doubtful = [](std::string_view stored) {
    std::uint64_t count = 0;
    auto input = OpenDecompressed(std::make_unique<MemorySource>(stored), false, &count);
    while ((*input)->Fill(1)) (*input)->Consume((*input)->data().size());
    return (*input)->doubtful_bytes();
  };
  const std::string cut = compress("start one").substr(0, compress("start one").size() - 2);
  EXPECT_EQ(doubtful(compress("whole") + cut), 9U);
  EXPECT_EQ(doubtful(compress("whole") + cut.substr(0, 6)), 0U);
  EXPECT_EQ(doubtful(compress("whole") + "garbage"), 0U);
  EXPECT_EQ(doubtful(compress("whole")), 0U);
  EXPECT_EQ(doubtful("plain"), 0U);
}

TEST_P(ResumeTest, NothingToGoOnAtIsTheEnd) {
  const auto compress = GetParam();
  const std::string cut = compress("start one").substr(0, compress("start one").size() - 2);
  EXPECT_EQ(Stretches(cut, "start").size(), 1U);
  EXPECT_EQ(Stretches(cut + compress("other"), "start").size(), 1U);
  EXPECT_EQ(Stretches(cut + cut, "start").size(), 2U);
  EXPECT_EQ(Stretches("plain text", "plain").size(), 1U);
  EXPECT_EQ(Stretches(compress("start"), "start").size(), 1U);
}

TEST_P(ResumeTest, AMemberMayBeginInPieces) {
  const auto compress = GetParam();
  const std::string stored = compress("") + "garbage" + compress("st") + compress("") + compress("art");
  EXPECT_THAT(Stretches(stored, "start"), ElementsAre("", "start"));
}

TEST_P(ResumeTest, AnErrorOfTheInputIsTheEnd) {
  const std::string stored = GetParam()("start one");
  std::uint64_t count = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(
                                    stored, [] { return std::size_t{9}; }, absl::InternalError("disk")),
                                false, &count);
  while ((*input)->Fill(1)) (*input)->Consume((*input)->data().size());
  EXPECT_EQ((*input)->status().message(), "disk");
  EXPECT_FALSE((*input)->Resume("start"));
}

INSTANTIATE_TEST_SUITE_P(Formats, ResumeTest,
                         testing::Values(
                             &Gzip, +[](std::string_view bytes) { return Zstd(bytes); }),
                         [](const auto& format) { return format.index == 0 ? "Gzip" : "Zstd"; });

// A dictionary as the WARC tools write it: in a first skippable frame, plain or compressed.
TEST(ZstdDictionaryTest, FramesAreReadWithIt) {
  std::vector<std::string> texts;
  std::string samples;
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 500; ++i) {
    texts.push_back("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:" + std::to_string(i * 7919) +
                    ">\r\n");
    samples += texts.back();
    sizes.push_back(texts.back().size());
  }
  std::string dictionary(4096, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  ASSERT_FALSE(ZDICT_isError(size));
  dictionary.resize(size);
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::string frames;
  std::string expected;
  for (int i = 0; i < 3; ++i) {
    std::string frame(4096, '\0');
    frame.resize(ZSTD_compress_usingDict(context, frame.data(), frame.size(), texts[i].data(), texts[i].size(),
                                         dictionary.data(), dictionary.size(), 3));
    frames += frame;
    expected += texts[i];
  }
  ZSTD_freeCCtx(context);
  const auto skippable = [](const std::string& bytes) {
    std::string frame = ZstdSkippable(bytes);
    frame[0] = '\x5d';
    return frame;
  };
  for (const std::string& first : {skippable(dictionary), skippable(Zstd(dictionary))}) {
    EXPECT_THAT(Stretches(first + frames, "WARC"), ElementsAre(expected));
    // Behind damage as well.
    EXPECT_EQ(Stretches(first + frames.substr(0, 30) + frames, "WARC").back(), expected);
  }
  std::uint64_t count = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(frames), false, &count);
  EXPECT_FALSE((*input)->Fill(1));
  EXPECT_THAT(std::string((*input)->status().message()), testing::HasSubstr("dictionary"));
  EXPECT_THAT(Stretches(skippable("no dictionary") + Zstd("text"), "text"), ElementsAre("text"));
}

}  // namespace
}  // namespace copydesk
