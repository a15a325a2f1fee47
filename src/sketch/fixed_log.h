// Logarithms in integers: the same on every machine, where those of mathematical libraries differ in their last bits. A
// table of 257 entries and one multiplication, which vector instructions can do as well.
#ifndef COPYDESK_SKETCH_FIXED_LOG_H_
#define COPYDESK_SKETCH_FIXED_LOG_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace copydesk {

// Results are in units of 1 / kLogUnit.
inline constexpr std::uint32_t kLogUnit = 1u << 16;

namespace fixed_log_internal {

// log2(1 + i / 256) for i from 0 to 256, rounded: bit by bit, by squaring. The error of the squarings is below 2^-25.
constexpr std::array<std::uint32_t, 257> MakeTable() {
  constexpr int kFraction = 31;
  constexpr int kBits = 24;  // of the logarithm; 16 are kept
  std::array<std::uint32_t, 257> table{};
  for (std::size_t i = 0; i < 256; ++i) {
    std::uint64_t x = std::uint64_t{256 + i} << (kFraction - 8);  // from 1 to 2
    std::uint32_t bits = 0;
    for (int bit = 0; bit < kBits; ++bit) {
      x = x * x >> kFraction;
      bits <<= 1;
      if (x >= std::uint64_t{2} << kFraction) {
        x >>= 1;
        ++bits;
      }
    }
    table[i] = (bits + (1u << 7)) >> 8;
  }
  table[256] = kLogUnit;
  return table;
}

inline constexpr auto kTable = MakeTable();

}  // namespace fixed_log_internal

// log2(x) for x from 1: the table's value for the 8 bits after the first one, and between two of them the straight
// line, rounded down, over the 16 bits that follow. Off by less than two units. Never falls as x grows.
[[nodiscard]] constexpr std::uint32_t Log2Fixed(std::uint32_t x) noexcept {
  using fixed_log_internal::kTable;
  const int zeros = std::countl_zero(x);
  const std::uint32_t fraction = x << zeros << 1;  // what follows the first bit
  const std::uint32_t low = kTable[fraction >> 24];
  const std::uint32_t high = kTable[(fraction >> 24) + 1];
  const std::uint32_t between = (high - low) * (fraction >> 8 & 0xffff) >> 16;
  return (static_cast<std::uint32_t>(31 - zeros) << 16) + low + between;
}

inline constexpr std::uint32_t kLog2OfUnit = 16 * kLogUnit;
static_assert(Log2Fixed(kLogUnit) == kLog2OfUnit);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_FIXED_LOG_H_
