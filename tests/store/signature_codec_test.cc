#include "store/signature_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "absl/strings/escaping.h"
#include "base/coding.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kAllBits = std::numeric_limits<std::uint64_t>::max();

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

Signature SmallSignature() {
  Signature signature;
  signature.content = {.high = 0x1122334455667788, .low = 0x99aabbccddeeff00};
  signature.tokens = 300;
  signature.simhash = 0x0102030405060708;
  signature.fingerprints = {{.hash = 0xa0a1a2a3a4a5a6a7, .position = 0}, {.hash = 0xb0, .position = 200}};
  return signature;
}

TEST(SignatureCodec, GoldenBytes) {
  EXPECT_EQ(Hex(EncodeSignatures({}, 64)), "024000");
  Signature partial = SmallSignature();
  partial.minhash.occupancy = {0x8000000000000005};
  partial.minhash.values.resize(64);
  partial.minhash.values[0] = 0xf0;
  partial.minhash.values[63] = 0xf2;  // bin 2 holds the value 0
  partial.terms.terms = {{.hash = 0x1112131415161718, .count = 0x018000, .kind = TermKind::kName},
                         {.hash = 2, .count = 0, .kind = TermKind::kNumber}};
  partial.terms.words = 300;
  partial.terms.weekdays = 0x41;
  partial.terms.months = 0x801;
  partial.terms.year = 2018;
  partial.terms.numbers = {3, 0xf000000000000000};
  partial.terms.stems = {4};
  partial.terms.grams = {5, 0xf0000000};
  Signature full = SmallSignature();
  full.fingerprints.clear();
  full.minhash.occupancy = {kAllBits};
  full.minhash.values.assign(64, 7);
  std::string sevens;
  for (int i = 0; i < 64; ++i) sevens += "07";
  const std::string hashes =
      "8877665544332211"
      "00ffeeddccbbaa99"
      "0807060504030201";
  EXPECT_EQ(Hex(EncodeSignatures(std::vector<Signature>{Signature{}, partial, full, SmallSignature()}, 64)),
            "02"
            "40"
            "04"
            "00"
            "ac02" +
                hashes +
                "02"
                "0500000000000080"
                "f000f2"
                "02"
                "00a7a6a5a4a3a2a1a0"
                "c701b000000000000000"
                "01ac02"
                "02"
                "18171615141312110080010001"
                "02000000000000000000000002"
                "41"
                "8110"
                "e20f"
                "02030000000000000000000000000000f0"
                "0104000000"
                "0205000000000000f0"
                "ac02" +
                hashes + "01" + sevens +
                "00"
                "00"
                "ac02" +
                hashes +
                "00"
                "02"
                "00a7a6a5a4a3a2a1a0"
                "c701b000000000000000"
                "00");
}

TEST(SignatureCodec, RandomSignaturesRoundTrip) {
  constexpr std::uint64_t kSeed = 20180716;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 2000; ++i) {
    std::vector<Signature> signatures;
    for (std::uint64_t count = random() % 5; count > 0; --count) signatures.push_back(MakeSignature(random() % 1000));
    for (const Signature& signature : signatures) ASSERT_TRUE(CheckSignature(signature, kTestBins).ok());
    const std::string bytes = EncodeSignatures(signatures, kTestBins);
    ASSERT_EQ(DecodeSignatures(bytes, kTestBins).value(), signatures);
  }
}

TEST(SignatureCodec, EveryNumberOfBinsRoundTrips) {
  for (int bins = 64; bins <= 1024; bins *= 2) {
    Signature signature = SmallSignature();
    signature.minhash.values.assign(static_cast<std::size_t>(bins), 0);
    signature.minhash.occupancy.assign(static_cast<std::size_t>(bins / 64), 0);
    signature.minhash.occupancy.back() = std::uint64_t{1} << 63;
    signature.minhash.values.back() = 255;
    const std::string bytes = EncodeSignatures({&signature, 1}, bins);
    EXPECT_EQ(DecodeSignatures(bytes, bins).value(), std::vector<Signature>{signature});
    EXPECT_EQ(DecodeSignatures(bytes, bins == 64 ? 128 : 64).status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(SignatureCodec, LargestPositionRoundTrips) {
  Signature signature = SmallSignature();
  signature.tokens = std::numeric_limits<std::uint32_t>::max();
  signature.fingerprints = {{.hash = 1, .position = 0}, {.hash = kAllBits, .position = signature.tokens - 1}};
  const std::string bytes = EncodeSignatures({&signature, 1}, 64);
  EXPECT_EQ(DecodeSignatures(bytes, 64).value(), std::vector<Signature>{signature});
}

TEST(SignatureCodec, EveryTruncationAndExtensionIsRefused) {
  const std::vector<Signature> signatures = {MakeSignature(1), MakeSignature(2), MakeSignature(3), MakeSignature(4)};
  const std::string bytes = EncodeSignatures(signatures, kTestBins);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeSignatures(bytes.substr(0, size), kTestBins).status().code(), absl::StatusCode::kDataLoss) << size;
  }
  EXPECT_EQ(DecodeSignatures(bytes + '\0', kTestBins).status().code(), absl::StatusCode::kDataLoss);
}

// Whatever still decodes is a valid signature, and its encoding is these very bytes.
TEST(SignatureCodec, RandomDamageIsRefusedOrValid) {
  constexpr std::uint64_t kSeed = 7;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  int decoded = 0;
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::vector<Signature> signatures = {MakeSignature(random() % 100), MakeSignature(random() % 100)};
    std::string bytes = EncodeSignatures(signatures, kTestBins);
    for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto result = DecodeSignatures(bytes, kTestBins);
    if (!result.ok()) {
      ++refused;
      continue;
    }
    ++decoded;
    for (const Signature& signature : *result) ASSERT_TRUE(CheckSignature(signature, kTestBins).ok());
    ASSERT_EQ(EncodeSignatures(*result, kTestBins), bytes);
  }
  EXPECT_GT(decoded, 100);
  EXPECT_GT(refused, 100);
}

TEST(SignatureCodec, LyingCountsAreRefusedWithoutMemory) {
  for (const std::uint64_t count : {std::uint64_t{2}, std::uint64_t{1} << 40, kAllBits}) {
    std::string bytes = "\x02\x40";
    PutVarint(&bytes, count);
    EXPECT_EQ(DecodeSignatures(bytes, 64).status().code(), absl::StatusCode::kDataLoss);
    bytes = "\x02\x40\x01\x05";
    bytes.append(24, '\0');
    bytes.push_back('\0');
    PutVarint(&bytes, count);
    EXPECT_EQ(DecodeSignatures(bytes, 64).status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(SignatureCodec, WhatCannotBeASignatureIsFound) {
  const auto fault = [](auto change) {
    Signature signature = MakeSignature(1);
    signature.minhash.occupancy = {3};
    signature.minhash.values.assign(kTestBins, 0);
    signature.fingerprints = {{.hash = 1, .position = 0}};
    EXPECT_TRUE(CheckSignature(signature, kTestBins).ok());
    change(signature);
    return CheckSignature(signature, kTestBins).code();
  };
  using enum absl::StatusCode;
  EXPECT_EQ(fault([](Signature& s) { s.tokens = 0; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) {
              s = {};
              s.simhash = 1;
            }),
            kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.occupancy = {0}; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.occupancy.clear(); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.occupancy.push_back(0); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.values.clear(); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.values.resize(128); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.minhash.values[2] = 1; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.fingerprints[0].position = s.tokens; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.fingerprints.push_back({.hash = 2, .position = 0}); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.fingerprints.insert(s.fingerprints.begin(), {.hash = 2, .position = 1}); }),
            kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.terms.resize(BlockTerms::kMaxTerms + 1); }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.terms = {{.kind = static_cast<TermKind>(3)}}; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.weekdays = 0x80; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.months = 0x1000; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.numbers = {2, 1}; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.stems = {2, 1}; }), kInvalidArgument);
  EXPECT_EQ(fault([](Signature& s) { s.terms.grams = {2, 1}; }), kInvalidArgument);
}

}  // namespace
}  // namespace copydesk
