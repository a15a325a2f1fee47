// How much two sets of hashes have in common, without sorting them.
#ifndef COPYDESK_TEXT_SET_OVERLAP_H_
#define COPYDESK_TEXT_SET_OVERLAP_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace copydesk {

// Distinct values: in each list, and in both.
struct SetOverlap {
  std::size_t a = 0;
  std::size_t b = 0;
  std::size_t shared = 0;

  friend bool operator==(const SetOverlap&, const SetOverlap&) = default;
};

// One hash table for both lists, open addressing with linear probing. Where a value goes depends on an address that
// the system chooses, so that nobody can make texts whose values meet; the counts do not depend on it. Linear. For
// pairs that are compared once or twice this takes a third of the time that it takes to sort the sets.
[[nodiscard]] SetOverlap CountOverlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_SET_OVERLAP_H_
