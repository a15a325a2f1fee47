// One round of AES in portable C++: the reference for every kernel that hashes words with AES instructions.
// FIPS 197, section 5.1: SubBytes, ShiftRows, MixColumns, AddRoundKey, in the form of four look-up tables. Not for
// keeping secrets: table look-ups leak through the cache.
#ifndef COPYDESK_TEXT_AES_ROUND_H_
#define COPYDESK_TEXT_AES_ROUND_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace copydesk {

// 16 bytes as four little-endian words: the columns of the standard's state, byte 0 lowest.
using AesBlock = std::array<std::uint32_t, 4>;

namespace aes_internal {

// Multiplication by x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1.
constexpr std::uint8_t Double(std::uint8_t a) { return static_cast<std::uint8_t>((a << 1) ^ ((a >> 7) * 0x1b)); }

// The S-box of section 5.1.1: the inverse in GF(2^8), then an affine map. Inverses come from the powers of x + 1,
// which generates all 255 non-zero elements: the inverse of its n-th power is its (255 - n)-th.
constexpr std::array<std::uint8_t, 256> MakeSBox() {
  std::array<std::uint8_t, 256> power{};
  std::uint8_t value = 1;
  for (std::uint8_t& p : power) {
    p = value;
    value = static_cast<std::uint8_t>(value ^ Double(value));
  }
  std::array<std::uint8_t, 256> box{};
  box[0] = 0x63;
  for (std::size_t n = 0; n < 255; ++n) {
    const std::uint8_t b = power[255 - n];
    box[power[n]] =
        static_cast<std::uint8_t>(b ^ std::rotl(b, 1) ^ std::rotl(b, 2) ^ std::rotl(b, 3) ^ std::rotl(b, 4) ^ 0x63);
  }
  return box;
}

// Table r: what a byte in row r of a column becomes in the column that it is shifted to.
constexpr std::array<std::array<std::uint32_t, 256>, 4> MakeTables() {
  constexpr std::array<std::uint8_t, 256> kBox = MakeSBox();
  std::array<std::array<std::uint32_t, 256>, 4> tables{};
  for (std::size_t i = 0; i < 256; ++i) {
    const std::uint32_t one = kBox[i];
    const std::uint32_t two = Double(kBox[i]);
    const std::uint32_t column = two | one << 8 | one << 16 | (two ^ one) << 24;
    for (std::size_t row = 0; row < 4; ++row) tables[row][i] = std::rotl(column, static_cast<int>(8 * row));
  }
  return tables;
}

inline constexpr auto kTables = MakeTables();

}  // namespace aes_internal

// One round with `key`, as the AESENC instruction computes it.
[[nodiscard]] constexpr AesBlock AesRound(const AesBlock& state, const AesBlock& key) noexcept {
  using aes_internal::kTables;
  AesBlock out = key;
  for (std::size_t column = 0; column < 4; ++column) {
    out[column] ^= kTables[0][state[column] & 0xff] ^ kTables[1][state[(column + 1) % 4] >> 8 & 0xff] ^
                   kTables[2][state[(column + 2) % 4] >> 16 & 0xff] ^ kTables[3][state[(column + 3) % 4] >> 24];
  }
  return out;
}

}  // namespace copydesk

#endif  // COPYDESK_TEXT_AES_ROUND_H_
