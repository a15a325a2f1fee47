#include "text/word_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/aes_round.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <wmmintrin.h>

#include <cstring>
#define COPYDESK_TEST_AESENC 1
#endif

namespace copydesk {
namespace {

AesBlock FromHex(std::string_view hex) {
  AesBlock block{};
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint32_t byte = 0;
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, byte, 16);
    block[i / 4] |= byte << (8 * (i % 4));
  }
  return block;
}

// FIPS 197, Appendix B: the state at the start of each round, and the key that ends it.
TEST(AesRound, FollowsTheExampleOfTheStandard) {
  constexpr std::array<std::string_view, 10> kStates = {
      "193de3bea0f4e22b9ac68d2ae9f84808", "a49c7ff2689f352b6b5bea43026a5049", "aa8f5f0361dde3ef82d24ad26832469a",
      "486c4eee671d9d0d4de3b138d65f58e7", "e0927fe8c86363c0d9b1355085b8be01", "f1006f55c1924cef7cc88b325db5d50c",
      "260e2e173d41b77de86472a9fdd28b25", "5a4142b11949dc1fa3e019657a8c040c", "ea835cf00445332d655d98ad8596b0c5",
      "eb40f21e592e38848ba113e71bc342d2"};
  constexpr std::array<std::string_view, 9> kRoundKeys = {
      "a0fafe1788542cb123a339392a6c7605", "f2c295f27a96b9435935807a7359f67f", "3d80477d4716fe3e1e237e446d7a883b",
      "ef44a541a8525b7fb671253bdb0bad00", "d4d1c6f87c839d87caf2b8bc11f915bc", "6d88a37a110b3efddbf98641ca0093fd",
      "4e54f70e5f5fc9f384a64fb24ea6dc4f", "ead27321b58dbad2312bf5607f8d292f", "ac7766f319fadc2128d12941575c006e"};
  for (std::size_t i = 0; i < kRoundKeys.size(); ++i) {
    EXPECT_EQ(AesRound(FromHex(kStates[i]), FromHex(kRoundKeys[i])), FromHex(kStates[i + 1])) << "round " << i + 1;
  }
}

#ifdef COPYDESK_TEST_AESENC
// The hash as a processor with AES instructions computes it. Intrinsics, in a test alone: what is tested is the claim
// that the reference is AESENC.
__attribute__((target("aes,sse2"))) std::uint64_t HashByInstruction(std::string_view word) {
  alignas(16) static constexpr std::uint8_t kPi[64] = {
      0x24, 0x3f, 0x6a, 0x88, 0x85, 0xa3, 0x08, 0xd3, 0x13, 0x19, 0x8a, 0x2e, 0x03, 0x70, 0x73, 0x44,
      0xa4, 0x09, 0x38, 0x22, 0x29, 0x9f, 0x31, 0xd0, 0x08, 0x2e, 0xfa, 0x98, 0xec, 0x4e, 0x6c, 0x89,
      0x45, 0x28, 0x21, 0xe6, 0x38, 0xd0, 0x13, 0x77, 0xbe, 0x54, 0x66, 0xcf, 0x34, 0xe9, 0x0c, 0x6c,
      0xc0, 0xac, 0x29, 0xb7, 0xc9, 0x7c, 0x50, 0xdd, 0x3f, 0x84, 0xd5, 0xb5, 0xb5, 0x47, 0x09, 0x17};
  const auto* const keys = reinterpret_cast<const __m128i*>(kPi);
  __m128i state = _mm_xor_si128(_mm_load_si128(keys), _mm_set_epi64x(static_cast<long long>(word.size()), 0));
  for (std::size_t at = 0; at < word.size(); at += 16) {
    alignas(16) char piece[16] = {};
    std::memcpy(piece, word.data() + at, std::min<std::size_t>(16, word.size() - at));
    state = _mm_xor_si128(state, _mm_load_si128(reinterpret_cast<const __m128i*>(piece)));
    state = _mm_aesenc_si128(state, _mm_load_si128(keys + 1));
  }
  state = _mm_aesenc_si128(_mm_aesenc_si128(state, _mm_load_si128(keys + 2)), _mm_load_si128(keys + 3));
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_xor_si128(state, _mm_unpackhi_epi64(state, state))));
}
#endif

TEST(HashWord, IsWhatAesInstructionsCompute) {
#ifdef COPYDESK_TEST_AESENC
  if (__builtin_cpu_supports("aes") == 0) GTEST_SKIP() << "this processor has no AES instructions";
  std::mt19937_64 random(5);
  for (std::size_t length = 0; length < 200; ++length) {
    for (int trial = 0; trial < 50; ++trial) {
      std::string word(length, '\0');
      for (char& c : word) c = static_cast<char>(random());
      ASSERT_EQ(HashWord(word), HashByInstruction(word)) << length;
    }
  }
#else
  GTEST_SKIP() << "the instruction AESENC is of x86-64";
#endif
}

// What the header says, step by step, from the digits of pi as they are printed.
std::uint64_t HashByTheHeader(std::string_view word) {
  const AesBlock key0 = FromHex("243f6a8885a308d313198a2e03707344");
  const AesBlock key1 = FromHex("a4093822299f31d0082efa98ec4e6c89");
  const AesBlock key2 = FromHex("452821e638d01377be5466cf34e90c6c");
  const AesBlock key3 = FromHex("c0ac29b7c97c50dd3f84d5b5b5470917");
  std::array<std::uint8_t, 16> state{};
  const auto load = [](const AesBlock& block) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(block[i / 4] >> (8 * (i % 4)));
    return bytes;
  };
  const auto round = [&](const AesBlock& key) {
    AesBlock block{};
    for (std::size_t i = 0; i < 16; ++i) block[i / 4] |= std::uint32_t{state[i]} << (8 * (i % 4));
    state = load(AesRound(block, key));
  };
  state = load(key0);
  for (std::size_t i = 0; i < 8; ++i) state[8 + i] ^= static_cast<std::uint8_t>(word.size() >> (8 * i));
  for (std::size_t at = 0; at < word.size(); at += 16) {
    const std::string_view piece = word.substr(at, 16);
    for (std::size_t i = 0; i < piece.size(); ++i) state[i] ^= static_cast<std::uint8_t>(piece[i]);
    round(key1);
  }
  round(key2);
  round(key3);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < 8; ++i) hash |= std::uint64_t{std::uint8_t(state[i] ^ state[8 + i])} << (8 * i);
  return hash;
}

TEST(HashWord, DoesWhatTheHeaderSays) {
  std::string word;
  for (int length = 0; length < 100; ++length) {
    EXPECT_EQ(HashWord(word), HashByTheHeader(word)) << length;
    word.push_back(static_cast<char>(37 * length + 1));
  }
}

// Stored signatures depend on these: a change is a new format.
TEST(HashWord, GoldenValues) {
  struct Golden {
    std::string_view word;
    std::uint64_t hash;
  };
  constexpr Golden kGolden[] = {
      {"", 0xfc6498538ace7861},       {"a", 0xa9b327e7f9993eb9},
      {"the", 0x5a5440f2dc794cb7},    {"covid19", 0xa1fa20d333811f4d},
      {"don't", 0x1f25f00b9a07bcf1},  {"3.14", 0x80b1cdd65c8f094b},
      {"straße", 0xb89441499a863e9a}, {"президент", 0x9decc91449f44c37},
      {"日本", 0xf4539c16d0de62c3},   {"donaudampfschifffahrtsgesellschaft", 0x655de576a78910d0},
  };
  for (const Golden& golden : kGolden) EXPECT_EQ(HashWord(golden.word), golden.hash) << golden.word;
}

TEST(HashWord, PaddingAndLengthCount) {
  using namespace std::literals;
  EXPECT_NE(HashWord(""), HashWord("\0"sv));
  EXPECT_NE(HashWord("a"), HashWord("a\0"sv));
  EXPECT_NE(HashWord(std::string(16, 'a')), HashWord(std::string(17, 'a')));
  EXPECT_NE(HashWord(std::string(16, '\0')), HashWord(std::string(32, '\0')));
}

// Flipping any input bit flips each output bit half of the time: over N words, a share that is off by more than
// 6 standard deviations (0.5 / sqrt(N) each) has a probability of 2e-9, and 64 * 8 * length shares are looked at.
TEST(HashWord, Avalanche) {
  constexpr int kWords = 4000;
  const double tolerance = 6 * 0.5 / std::sqrt(kWords);
  std::mt19937_64 random(7);
  for (const std::size_t length : {1, 2, 5, 8, 16, 17, 33}) {
    std::vector<std::array<int, 64>> flips(8 * length);
    for (int n = 0; n < kWords; ++n) {
      std::string word(length, '\0');
      for (char& c : word) c = static_cast<char>(random());
      const std::uint64_t hash = HashWord(word);
      for (std::size_t bit = 0; bit < 8 * length; ++bit) {
        std::string other = word;
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
        for (std::uint64_t difference = hash ^ HashWord(other); difference != 0; difference &= difference - 1) {
          ++flips[bit][static_cast<std::size_t>(std::countr_zero(difference))];
        }
      }
    }
    // One byte has only 256 words, 16 times each: shares are those of 256 and scatter accordingly.
    const double allowed = length == 1 ? 6 * 0.5 / std::sqrt(256) : tolerance;
    for (std::size_t bit = 0; bit < 8 * length; ++bit) {
      for (const int count : flips[bit]) EXPECT_NEAR(count / double{kWords}, 0.5, allowed) << length << ", bit " << bit;
    }
  }
}

// All words of one to four letters, numbers up to a million and both together. Among 3.5 million random 64-bit
// values a collision has a probability of 3e-7.
std::vector<std::uint64_t> HashesOfManyWords() {
  std::vector<std::uint64_t> hashes;
  std::vector<std::string> words = {""};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() == 4) break;
    for (char c = 'a'; c <= 'z'; ++c) words.push_back(words[i] + c);
  }
  hashes.reserve(words.size() + 3000000);
  for (const std::string& word : words) hashes.push_back(HashWord(word));
  for (int i = 0; i < 1000000; ++i) {
    const std::string number = std::to_string(i);
    hashes.push_back(HashWord(number));
    hashes.push_back(HashWord("covid" + number));
    hashes.push_back(HashWord("a word of more than sixteen bytes" + number));
  }
  return hashes;
}

TEST(HashWord, NoCollisionsAmongShortWords) {
  std::vector<std::uint64_t> hashes = HashesOfManyWords();
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::adjacent_find(hashes.begin(), hashes.end()), hashes.end());
}

// Chi-square over 4096 buckets has mean 4095 and variance 2 * 4095; 6 standard deviations either way.
TEST(HashWord, FillsBucketsEvenly) {
  constexpr std::size_t kBuckets = 4096;
  const std::vector<std::uint64_t> hashes = HashesOfManyWords();
  for (const int shift : {0, 12, 26, 40, 52}) {
    std::vector<double> counts(kBuckets);
    for (const std::uint64_t hash : hashes) ++counts[hash >> shift & (kBuckets - 1)];
    const double expected = static_cast<double>(hashes.size()) / kBuckets;
    double chi_square = 0;
    for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
    EXPECT_NEAR(chi_square, kBuckets - 1, 6 * std::sqrt(2.0 * (kBuckets - 1))) << "bits from " << shift;
  }
}

}  // namespace
}  // namespace copydesk
