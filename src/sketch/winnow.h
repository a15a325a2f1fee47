// Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting",
// SIGMOD 2003, section 4.
//
// From every window of w consecutive shingle hashes the smallest is kept, the rightmost of equal ones. Two texts that
// share a run of at least w + k - 1 tokens share the fingerprint of some window inside it.
//
// Different from the paper: hashes are ordered by their top 16 bits only, ties going to the right (a minimum over 16
// bits and a position fits a vector register; the guarantee needs an order that both texts agree on, no more); and
// the window shrinks with the text. Winnowing is monotone: a hash that a large window keeps, a smaller one keeps too,
// so that the few fingerprints of a long text still meet those of a short one. And of neighbours with one hash only the
// first is kept, so that a word that is repeated a million times is one fingerprint.
#ifndef COPYDESK_SKETCH_WINNOW_H_
#define COPYDESK_SKETCH_WINNOW_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "copydesk/signature.h"

namespace copydesk {

// min(max_window, max(1, shingles / 6)).
[[nodiscard]] std::size_t WindowFor(std::size_t shingles, int max_window) noexcept;

// The largest window of a configuration.
inline constexpr std::size_t kMaxWindow = 64;

// The kept hashes with their positions, ascending by position; neighbours have different hashes. Fewer hashes than a
// window, which is from 1 to kMaxWindow: their minimum. O(n log window), by minima over vectors of 16 bits and an
// inverted position, equal to the plain form on every target.
[[nodiscard]] std::vector<PassageFingerprint> Winnow(std::span<const std::uint64_t> hashes, std::size_t window);

// As above, in place of what `kept` held.
void Winnow(std::span<const std::uint64_t> hashes, std::size_t window, std::vector<PassageFingerprint>* kept);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_WINNOW_H_
