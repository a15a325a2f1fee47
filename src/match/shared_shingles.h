// What the shingles of two token sequences have in common: how many there are, and where they stand.
#ifndef COPYDESK_MATCH_SHARED_SHINGLES_H_
#define COPYDESK_MATCH_SHARED_SHINGLES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// Tokens [a, a + length) of one text equal tokens [b, b + length) of the other.
struct SharedRun {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t length = 0;

  friend bool operator==(const SharedRun&, const SharedRun&) = default;
};

struct SharedShingles {
  // Distinct shingles: in each text, and in both.
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  std::size_t in_both = 0;

  // Equal runs of at least `min_length` tokens between which and the tokens before and behind nothing more is equal, in
  // no order. A shingle that stands in a text at more than kMaxPlaces is tried at its first ones only.
  std::vector<SharedRun> runs;
  bool is_bounded = false;  // the bound on places acted, so that runs may be missing
};

inline constexpr std::size_t kMaxPlaces = 32;  // docs/tuning.md: places of one run

// Shingles of `k` tokens (text/shingles.h); runs of fewer are not found. Linear, but for 32 places each of what is
// repeated: a hash table of the shingles of a, and a walk over b that leaves the table alone as long as both texts go
// on alike. Takes a fifth of the time that it takes to sort the shingles.
[[nodiscard]] SharedShingles CompareShingles(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, int k,
                                             std::uint32_t min_length);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHARED_SHINGLES_H_
