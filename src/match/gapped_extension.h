// Extension of an alignment over edits (see match/alignment.h).
#ifndef COPYDESK_MATCH_GAPPED_EXTENSION_H_
#define COPYDESK_MATCH_GAPPED_EXTENSION_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace copydesk {

// Aligns the beginnings of two token sequences as far as that pays: equal tokens as (index in a, index in b),
// ascending; empty when nothing is gained. The last pair is where the score was best. O(band · length of a).
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> ExtendForward(std::span<const std::uint64_t> a,
                                                                                 std::span<const std::uint64_t> b);

// The same from the ends towards the beginnings; the pairs ascend too.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> ExtendBackward(std::span<const std::uint64_t> a,
                                                                                  std::span<const std::uint64_t> b);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_GAPPED_EXTENSION_H_
