// What an occurrence of a term counts by its place.
#ifndef COPYDESK_SKETCH_TERM_COUNTS_H_
#define COPYDESK_SKETCH_TERM_COUNTS_H_

#include <array>
#include <cstdint>

namespace copydesk {

namespace term_counts_internal {

inline constexpr std::uint32_t kTable = 4096;

constexpr std::uint32_t Count(std::uint64_t position) {
  constexpr std::uint64_t kHalf = 100;
  constexpr std::uint64_t kUnit = 1u << 16;
  return static_cast<std::uint32_t>(2 * kHalf * kUnit / (kHalf + position));
}

inline constexpr std::array<std::uint32_t, kTable> kCounts = [] {
  std::array<std::uint32_t, kTable> counts{};
  for (std::uint32_t i = 0; i < kTable; ++i) counts[i] = Count(i);
  return counts;
}();

}  // namespace term_counts_internal

// What an occurrence counts: 2 / (1 + position / 100). In integers, so that a sum does not depend on its order. All
// positions of a text of 2^32 tokens sum up to less than 2^28.
[[nodiscard]] inline std::uint32_t CountAt(std::uint32_t position) {
  using term_counts_internal::kTable;
  return position < kTable ? term_counts_internal::kCounts[position] : term_counts_internal::Count(position);
}

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_COUNTS_H_
