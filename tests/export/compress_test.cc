// What is compressed while it is written decompresses to the same.
#include "export/compress.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

#include "read/memory_source.h"
#include "read/open_stream.h"

namespace copydesk {
namespace {

std::string Compress(const std::vector<std::string>& pieces, ExportCompression compression) {
  std::string out;
  const auto writer = CompressTo(
      [&](std::string_view bytes) {
        out.append(bytes);
        return absl::OkStatus();
      },
      compression);
  EXPECT_TRUE(writer.ok()) << writer.status();
  for (const std::string& piece : pieces) EXPECT_TRUE((*writer)->Append(piece).ok());
  EXPECT_TRUE((*writer)->Finish().ok());
  return out;
}

std::string Decompress(const std::string& bytes) {
  std::uint64_t count = 0;
  const auto input = OpenDecompressed(std::make_unique<MemorySource>(bytes), false, &count);
  EXPECT_TRUE(input.ok()) << input.status();
  while ((*input)->Fill((*input)->data().size() + 1)) {
  }
  EXPECT_TRUE((*input)->status().ok()) << (*input)->status();
  return std::string((*input)->data());
}

TEST(Compress, WhatIsWrittenIsReadAgain) {
  std::mt19937_64 random(1);
  std::string noise(300000, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  const std::vector<std::vector<std::string>> cases = {
      {}, {""}, {"a"}, {"a", "", "b"}, {std::string(1000000, 'x'), noise, "end"}};
  for (const std::vector<std::string>& pieces : cases) {
    std::string whole;
    for (const std::string& piece : pieces) whole += piece;
    EXPECT_EQ(Compress(pieces, ExportCompression::kNone), whole);
    for (const ExportCompression compression : {ExportCompression::kGzip, ExportCompression::kZstd}) {
      const std::string compressed = Compress(pieces, compression);
      EXPECT_FALSE(compressed.empty());
      EXPECT_EQ(Decompress(compressed), whole);
    }
  }
  const std::string zeros(1000000, '\0');
  EXPECT_LT(Compress({zeros}, ExportCompression::kGzip).size(), 2000u);
  EXPECT_LT(Compress({zeros}, ExportCompression::kZstd).size(), 2000u);
}

TEST(Compress, AnErrorOfTheSinkEndsIt) {
  for (const ExportCompression compression :
       {ExportCompression::kNone, ExportCompression::kGzip, ExportCompression::kZstd}) {
    const auto writer = CompressTo([](std::string_view) { return absl::AbortedError("full"); }, compression);
    ASSERT_TRUE(writer.ok());
    absl::Status status = (*writer)->Append("a line\n");
    if (status.ok()) status = (*writer)->Finish();
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  }
}

TEST(Compress, NamesSayHow) {
  EXPECT_EQ(CompressionOfName("a.jsonl"), ExportCompression::kNone);
  EXPECT_EQ(CompressionOfName("-"), ExportCompression::kNone);
  EXPECT_EQ(CompressionOfName("a.gz.jsonl"), ExportCompression::kNone);
  EXPECT_EQ(CompressionOfName("a.jsonl.gz"), ExportCompression::kGzip);
  EXPECT_EQ(CompressionOfName("/b/a.zst"), ExportCompression::kZstd);
}

}  // namespace
}  // namespace copydesk
