#include "store/number_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace copydesk {
namespace {

TEST(NumberSet, HoldsWhatWasInserted) {
  std::mt19937_64 random(2);
  NumberSet numbers;
  std::set<DocumentNumber> plain;
  for (int i = 0; i < 3000; ++i) {
    const DocumentNumber number = random() % (random() % 2 == 0 ? 500 : 5 * NumberSet::kPieceNumbers);
    numbers.Insert(number);
    plain.insert(number);
  }
  EXPECT_EQ(numbers.size(), plain.size());
  for (DocumentNumber number = 0; number < 6 * NumberSet::kPieceNumbers; ++number) {
    ASSERT_EQ(numbers.Contains(number), plain.contains(number)) << number;
  }
  // A copy does not change with what it was copied from.
  const NumberSet copy = numbers;
  numbers.Insert(7 * NumberSet::kPieceNumbers);
  for (DocumentNumber number = 0; number < 100; ++number) numbers.Insert(number);
  EXPECT_EQ(copy.size(), plain.size());
  EXPECT_FALSE(copy.Contains(7 * NumberSet::kPieceNumbers));
  // Piece by piece it is the same.
  NumberSet decoded;
  for (std::uint64_t piece = 0; piece < 9; ++piece) {
    const std::string bytes = numbers.EncodePiece(piece);
    EXPECT_EQ(decoded.DecodePiece(piece, bytes), !bytes.empty()) << piece;
  }
  EXPECT_EQ(decoded.size(), numbers.size());
  for (DocumentNumber number = 0; number < 8 * NumberSet::kPieceNumbers; ++number) {
    ASSERT_EQ(decoded.Contains(number), numbers.Contains(number)) << number;
  }
}

TEST(NumberSet, PiecesAreBitsFromTheLowestNumberOn) {
  NumberSet numbers;
  numbers.Insert(NumberSet::kPieceNumbers + 1);
  numbers.Insert(NumberSet::kPieceNumbers + 10);
  EXPECT_EQ(numbers.EncodePiece(0), "");
  EXPECT_EQ(numbers.EncodePiece(1), "\x02\x04");
  EXPECT_EQ(numbers.EncodePiece(2), "");
}

TEST(NumberSet, OtherBytesAreNoPiece) {
  NumberSet numbers;
  EXPECT_FALSE(numbers.DecodePiece(0, ""));
  EXPECT_FALSE(numbers.DecodePiece(0, std::string("\x01\x00", 2)));
  EXPECT_FALSE(numbers.DecodePiece(0, std::string(NumberSet::kPieceNumbers / 8 + 1, '\x01')));
  EXPECT_FALSE(numbers.DecodePiece(std::uint64_t{1} << 24, "\x01"));
  EXPECT_TRUE(numbers.DecodePiece(3, "\x01"));
  EXPECT_FALSE(numbers.DecodePiece(3, "\x01")) << "it is there already";
  EXPECT_EQ(numbers.size(), 1u);
}

}  // namespace
}  // namespace copydesk
