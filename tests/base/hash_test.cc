#include "base/hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/coding.h"

namespace copydesk {
namespace {

// Golden values: hashes are stored, so a change here must be a decision, with a new format version.
TEST(Hash, GoldenValues) {
  EXPECT_EQ(Hash64(""), 0x2d06800538d394c2u);
  EXPECT_EQ(Hash64("copydesk"), 0xed92de4c69542727u);
  EXPECT_EQ(Hash64("copydesk", 7), 0x2e334b9f715ac08cu);
  EXPECT_EQ(HashBytes128(""), (Hash128{.high = 0x99aa06d3014798d8u, .low = 0x6001c324468d497fu}));
  EXPECT_EQ(HashBytes128("copydesk"), (Hash128{.high = 0xbd8e762066cdacabu, .low = 0xcd4b17a3a6ff8f84u}));
  EXPECT_EQ(HashWords128(std::array<std::uint64_t, 2>{1, 2}),
            (Hash128{.high = 0x556c70b5fae5b2a4u, .low = 0x4967295965e4d325u}));
  EXPECT_EQ(Mix64(0), 0u);
  EXPECT_EQ(Mix64(1), 0x5692161d100b05e5u);
}

TEST(Hash, SeedZeroIsTheUnseededHash) {
  EXPECT_EQ(Hash64("text", 0), Hash64("text"));
  EXPECT_NE(Hash64("text", 1), Hash64("text"));
}

// Around the lengths where XXH3 changes its algorithm: 16, 128, 240 and 1024 bytes.
TEST(Hash, EveryLengthAndEveryByteMatters) {
  std::string text;
  std::unordered_set<std::uint64_t> narrow;
  std::unordered_set<std::uint64_t> wide;
  for (std::size_t length = 0; length <= 1100; ++length) {
    EXPECT_TRUE(narrow.insert(Hash64(text)).second) << length;
    EXPECT_TRUE(wide.insert(HashBytes128(text).low).second) << length;
    text.push_back('\0');
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    text[i] = '\x01';
    EXPECT_TRUE(narrow.insert(Hash64(text)).second) << i;
    text[i] = '\0';
  }
}

TEST(Hash, ViewNeedsNoTerminatorOrAlignment) {
  const std::string text = "one two three four five six seven";
  for (std::size_t begin = 0; begin < 9; ++begin) {
    const std::string_view view = std::string_view(text).substr(begin, 20);
    EXPECT_EQ(Hash64(view), Hash64(std::string(view)));
    EXPECT_EQ(HashBytes128(view), HashBytes128(std::string(view)));
  }
}

TEST(Hash, WordsAreHashedAsLittleEndianBytes) {
  std::vector<std::uint64_t> values;
  std::string bytes;
  for (std::uint64_t i = 0; i < 200; ++i) {
    EXPECT_EQ(HashWords128(values), HashBytes128(bytes)) << i;
    values.push_back(Mix64(i));
    PutFixed64(&bytes, values.back());
  }
}

TEST(Hash, Mix64IsABijection) {
  // The inverse: xorshift by undoing its shifts, multiplication by the inverse modulo 2^64 (Newton's iteration).
  const auto inverse_of = [](std::uint64_t odd) {
    std::uint64_t inverse = odd;
    for (int i = 0; i < 6; ++i) inverse *= 2 - odd * inverse;
    return inverse;
  };
  const auto undo_shift = [](std::uint64_t x, int shift) {
    std::uint64_t original = x;
    for (int i = 0; i < 64; i += shift) original = x ^ (original >> shift);
    return original;
  };
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t value = random();
    std::uint64_t mixed = undo_shift(Mix64(value), 31) * inverse_of(0x94d049bb133111ebu);
    mixed = undo_shift(mixed, 27) * inverse_of(0xbf58476d1ce4e5b9u);
    EXPECT_EQ(undo_shift(mixed, 30), value);
  }
}

// Each input bit flips each output bit in half of the cases. 4,096 fixed inputs: the standard deviation of a
// share is 1/128, so that 0.05 is 6.4 of them.
TEST(Hash, OfPiecesIsOfTheWhole) {
  std::mt19937_64 random(3);
  for (std::size_t size = 0; size < 3000; size += 1 + size / 7) {
    const std::string bytes(size, static_cast<char>('a' + size % 26));
    PieceHasher hasher;
    for (std::size_t at = 0; at < size;) {
      const std::size_t piece = std::min<std::size_t>(size - at, random() % 400);
      hasher.Append(std::string_view(bytes).substr(at, piece));
      at += piece;
    }
    EXPECT_EQ(hasher.Finish(), HashBytes128(bytes)) << size;
  }
}

TEST(Hash, Mix64SpreadsEveryBit) {
  constexpr int kInputs = 4096;
  std::mt19937_64 random(20260303);
  std::array<std::array<int, 64>, 64> flips = {};
  for (int i = 0; i < kInputs; ++i) {
    const std::uint64_t value = random();
    for (std::size_t in = 0; in < 64; ++in) {
      std::uint64_t changed = Mix64(value) ^ Mix64(value ^ (std::uint64_t{1} << in));
      for (; changed != 0; changed &= changed - 1) ++flips[in][static_cast<std::size_t>(std::countr_zero(changed))];
    }
  }
  for (std::size_t in = 0; in < 64; ++in) {
    for (std::size_t out = 0; out < 64; ++out) {
      EXPECT_NEAR(static_cast<double>(flips[in][out]) / kInputs, 0.5, 0.05) << in << " -> " << out;
    }
  }
}

}  // namespace
}  // namespace copydesk
