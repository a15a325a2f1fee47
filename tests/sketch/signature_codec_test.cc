#include "copydesk/signature_codec.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "base/coding.h"
#include "base/hash.h"
#include "sketch/signature_body.h"
#include "sketch/terms.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

constexpr std::size_t kHeader = 16;
constexpr std::size_t kChecksum = 8;

// With terms, which ComputeSignature leaves out.
Signature SignatureOf(std::string_view text, const SketchConfig& config = {}) {
  absl::StatusOr<Signature> signature = ComputeSignature(text, config);
  EXPECT_TRUE(signature.ok()) << signature.status();
  if (!signature.ok()) return {};
  const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  if (signature->tokens > 0) signature->terms = ExtractTerms("", text, {&whole, 1});
  return *std::move(signature);
}

std::string Encode(const Signature& signature, const SketchConfig& config = {}) {
  absl::StatusOr<std::string> bytes = EncodeSignature(signature, config);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  return bytes.ok() ? *std::move(bytes) : std::string();
}

// The same header and checksum over another body.
std::string WithBody(std::string_view body) {
  std::string bytes = Encode({}).substr(0, kHeader);
  bytes += body;
  PutFixed64(&bytes, Hash64(bytes));
  return bytes;
}

std::string BodyOf(const std::string& bytes) { return bytes.substr(kHeader, bytes.size() - kHeader - kChecksum); }

absl::StatusCode CodeOf(std::string_view bytes, const SketchConfig& config = {}) {
  return DecodeSignature(bytes, config).status().code();
}

TEST(SignatureFormat, ComesBackForTextsOfAnyLength) {
  std::mt19937_64 random(20);
  for (const int bins : {64, 256, 1024}) {
    SketchConfig config;
    config.bins = bins;
    for (std::size_t words = 0; words < 60; ++words) {
      const Signature signature = SignatureOf(AsProse(RandomWords(random, words, 40)), config);
      const std::string bytes = Encode(signature, config);
      ASSERT_EQ(DecodeSignature(bytes, config).value(), signature) << words;
      ASSERT_EQ(Encode(DecodeSignature(bytes, config).value(), config), bytes) << words;
    }
    const Signature signature = SignatureOf(AsProse(RandomWords(random, 20'000, 3000)), config);
    EXPECT_EQ(DecodeSignature(Encode(signature, config), config).value(), signature);
  }
}

TEST(SignatureFormat, EveryTruncationAndExtensionIsRefused) {
  const std::string bytes = Encode(SignatureOf("Gas leak empties Mill Street: 40 hurt, says the mayor on Tuesday"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(CodeOf(bytes.substr(0, size)), absl::StatusCode::kDataLoss) << size;
  }
  EXPECT_EQ(CodeOf(bytes + '\0'), absl::StatusCode::kDataLoss);
  const std::string body = BodyOf(bytes);
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_EQ(CodeOf(WithBody(body.substr(0, size))), absl::StatusCode::kDataLoss) << size;
  }
  EXPECT_EQ(CodeOf(WithBody(body)), absl::StatusCode::kOk);
  EXPECT_EQ(CodeOf(WithBody(body + '\0')), absl::StatusCode::kDataLoss);
}

TEST(SignatureFormat, EveryDamagedByteIsNoticed) {
  const std::string bytes = Encode(SignatureOf("Ferry drifts all night with two hundred on board, captain says"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const bool names_another = i >= 4 && i < kHeader;  // the format or the configuration
    EXPECT_EQ(CodeOf(damaged), names_another ? absl::StatusCode::kFailedPrecondition : absl::StatusCode::kDataLoss)
        << i;
  }
}

// What a checksum cannot tell: each of these bodies would have a second encoding or no text.
TEST(SignatureFormat, OneEncodingOnly) {
  EXPECT_EQ(CodeOf(WithBody(std::string_view("\0", 1))), absl::StatusCode::kOk);
  EXPECT_EQ(CodeOf(WithBody(std::string_view("\x80\0", 2))), absl::StatusCode::kDataLoss) << "a longer varint";
  const std::string body = BodyOf(Encode(SignatureOf("one two")));
  const std::string hashes = body.substr(1, 24);
  ASSERT_EQ(body[0], 2);
  ASSERT_EQ(CodeOf(WithBody(body)), absl::StatusCode::kOk);
  EXPECT_EQ(CodeOf(WithBody("\x02" + hashes + std::string("\0\0\0", 3))), absl::StatusCode::kOk);
  EXPECT_EQ(CodeOf(WithBody("\x82" + std::string(1, '\0') + hashes + std::string("\0\0\0", 3))),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(CodeOf(WithBody("\x02" + hashes + "\x03" + std::string("\0\0", 2))), absl::StatusCode::kDataLoss)
      << "a form of sketch that there is not";
  EXPECT_EQ(CodeOf(WithBody("\x02" + hashes + std::string("\0\x01\0", 3) + std::string(9, '\0'))),
            absl::StatusCode::kDataLoss)
      << "a fingerprint of two tokens";
  EXPECT_EQ(CodeOf(WithBody("\x06" + hashes + std::string("\0\0\0", 3))), absl::StatusCode::kDataLoss)
      << "six tokens without a sketch";
}

TEST(SignatureFormat, AnotherFormatOrConfigurationIsNamed) {
  std::string bytes = Encode(SignatureOf("one two three four five six seven"));
  SketchConfig other;
  other.bins = 128;
  const absl::Status refused = DecodeSignature(bytes, other).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(refused.message().find("bins=128"), std::string::npos) << refused;
  bytes[4] = 2;
  const absl::Status newer = DecodeSignature(bytes).status();
  EXPECT_EQ(newer.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(newer.message().find("format 2"), std::string::npos) << newer;
}

TEST(SignatureFormat, WhatNoTextHasIsRefused) {
  SketchConfig config;
  config.bins = 100;
  EXPECT_EQ(EncodeSignature({}, config).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOf("", config), absl::StatusCode::kInvalidArgument);
  const auto code = [](auto change) {
    Signature signature = SignatureOf("one two three four five six seven");
    change(signature);
    return EncodeSignature(signature).status().code();
  };
  using enum absl::StatusCode;
  EXPECT_EQ(code([](Signature&) {}), kOk);
  EXPECT_EQ(code([](Signature& s) { s.tokens = 0; }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.tokens = 4; }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.minhash = {}; }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.minhash.values.resize(128); }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.fingerprints.clear(); }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.fingerprints.back().position = 2; }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.terms.weekdays = 0x80; }), kInvalidArgument);
  EXPECT_EQ(code([](Signature& s) { s.terms.numbers = {1, 1}; }), kInvalidArgument);
}

TEST(SignatureFormat, LyingCountsAreRefusedWithoutMemory) {
  const std::string hashes(24, '\1');
  for (const std::uint64_t count : {std::uint64_t{1} << 33, std::numeric_limits<std::uint64_t>::max()}) {
    std::string fingerprints = "\x05" + hashes + '\0';
    PutVarint(&fingerprints, count);
    EXPECT_EQ(CodeOf(WithBody(fingerprints)), absl::StatusCode::kDataLoss);
    std::string numbers = "\x02" + hashes + std::string("\0\0\1\1\0\0\0\0", 8);
    PutVarint(&numbers, count);
    EXPECT_EQ(CodeOf(WithBody(numbers)), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace copydesk
