#include "read/content_coding.h"

#include <brotli/encode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>
#include <string>

#include "read/testing.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

std::string Brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()) + 64, '\0');
  std::size_t size = out.size();
  EXPECT_EQ(
      BrotliEncoderCompress(9, 22, BROTLI_MODE_TEXT, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                            &size, reinterpret_cast<std::uint8_t*>(out.data())),
      BROTLI_TRUE);
  out.resize(size);
  return out;
}

struct Coding {
  std::string name;
  std::string (*encode)(std::string_view);
};

const Coding kCodings[] = {
    {"gzip", &Gzip},
    {"X-GZip", &Gzip},
    {"deflate", +[](std::string_view bytes) { return Deflate(bytes, 15); }},
    {"Deflate ", +[](std::string_view bytes) { return Deflate(bytes, -15); }},
    {"br", &Brotli},
    {"zstd", +[](std::string_view bytes) { return Zstd(bytes); }},
    {"identity, gzip", &Gzip},
    {"gzip, utf-8", &Gzip},
};

std::string Decoded(std::string_view body, std::string_view codings, std::uint64_t most = 1 << 20) {
  std::string decoded;
  const auto result = DecodeContent(body, codings, most, &decoded);
  return result.ok() ? std::string(*result) : std::string(result.status().message());
}

std::string Page(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string page = "<html>";
  while (page.size() < size) page += "word" + std::to_string(random() % 1000) + " ";
  return page;
}

TEST(ContentCodingTest, AllThatAreRead) {
  for (const Coding& coding : kCodings) {
    for (const std::size_t size : {10, 1000, 300'000}) {
      const std::string page = Page(size, 3);
      EXPECT_TRUE(Decoded(coding.encode(page), coding.name) == page) << coding.name << " " << size;
      EXPECT_TRUE(Decoded(coding.encode(page) + "garbage", coding.name) == page) << coding.name << " " << size;
    }
  }
  EXPECT_EQ(Decoded(Gzip("one ") + Gzip("two"), "gzip"), "one two");
}

TEST(ContentCodingTest, NoneLeavesTheBody) {
  for (const char* codings : {"", "identity", "none", "UTF-8", "text/html", ", ,"}) {
    EXPECT_EQ(Decoded("\x1f\x8b any bytes", codings), "\x1f\x8b any bytes") << codings;
  }
}

// Archivers decode, and keep what the header said.
TEST(ContentCodingTest, ABodyThatWasDecodedAlready) {
  for (const Coding& coding : kCodings) {
    for (const std::string body :
         {"<!DOCTYPE html><p>caf\xe9", "plain text", "xylophones", "", " <p>x", "x\x9c is no text"}) {
      if (body.starts_with("x\x9c") && coding.name != "gzip") continue;
      EXPECT_EQ(Decoded(body, coding.name), body) << coding.name;
    }
  }
  EXPECT_EQ(Decoded("<p>text", "gzip, br"), "<p>text");
  EXPECT_EQ(Decoded("<p>text", "compress"), "<p>text");
}

TEST(ContentCodingTest, ABodyThatEndsEarlyIsTakenAsFarAsItGoes) {
  const std::string page = Page(300'000, 4);
  for (const Coding& coding : kCodings) {
    const std::string whole = coding.encode(page);
    for (const std::size_t cut : {whole.size() / 3, whole.size() - 1}) {
      const std::string part = Decoded(whole.substr(0, cut), coding.name);
      EXPECT_TRUE(page.starts_with(part)) << coding.name << ": " << part.substr(0, 200);
      if (coding.name != "zstd") {
        EXPECT_GT(part.size(), page.size() / 10) << coding.name;
      }
    }
  }
}

TEST(ContentCodingTest, DamageIsAnError) {
  const std::string page = Page(30'000, 5);
  for (const Coding& coding : kCodings) {
    if (coding.name == "br") continue;  // has no checksum: it may seem to end early
    std::string body = coding.encode(page);
    for (std::size_t at = body.size() / 2; at < body.size() / 2 + 200; ++at) body[at] = '\xff';
    const std::string result = Decoded(body, coding.name);
    EXPECT_THAT(result, HasSubstr("that is no sound")) << coding.name;
  }
}

TEST(ContentCodingTest, ABombIsStopped) {
  const std::string zeros(50'000'000, '\0');
  for (const Coding& coding : kCodings) {
    const std::string bomb = coding.encode(zeros);
    std::string decoded;
    const auto result = DecodeContent(bomb, coding.name, 100'000, &decoded);
    EXPECT_EQ(result.status().code(), absl::StatusCode::kResourceExhausted) << coding.name;
    EXPECT_LT(decoded.capacity(), 1'000'000U);
    EXPECT_EQ(Decoded(coding.encode("just fits"), coding.name, 9), "just fits");
    EXPECT_THAT(Decoded(coding.encode("just fits"), coding.name, 8), HasSubstr("more than 8 bytes"));
  }
}

TEST(ContentCodingTest, SeveralCodingsAreNotFollowed) {
  EXPECT_THAT(Decoded(Brotli(Gzip("text")), "gzip, br"), HasSubstr("several content codings"));
  EXPECT_THAT(Decoded(Gzip(Gzip("text")), "gzip, gzip"), HasSubstr("several content codings"));
  EXPECT_THAT(Decoded("\x1f\x9d\x90\x01", "compress"), HasSubstr("compress"));
}

}  // namespace
}  // namespace copydesk
