// SimHash: M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002, section 3.
#ifndef COPYDESK_SIMHASH_H_
#define COPYDESK_SIMHASH_H_

#include <bit>
#include <cstdint>

namespace copydesk {

// Number of differing bits, 0 to 64. About 32 for unrelated texts.
[[nodiscard]] inline int SimHashDistance(std::uint64_t a, std::uint64_t b) noexcept { return std::popcount(a ^ b); }

}  // namespace copydesk

#endif  // COPYDESK_SIMHASH_H_
