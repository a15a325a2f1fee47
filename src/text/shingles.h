// Shingles: hashes of k consecutive tokens (A. Broder, "On the resemblance and containment of documents", 1997,
// section 2), and sets of them.
#ifndef COPYDESK_TEXT_SHINGLES_H_
#define COPYDESK_TEXT_SHINGLES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// One hash per run of k tokens, in text order: n - k + 1 of them; for a text of 0 < n < k tokens, one hash of all of
// them; for an empty text none. The hash of tokens t0 ... t(k-1) is finish(sum of rotl(t_i, 21 i)), with
// finish(x) = y ^ (y >> 29), y = (x ^ (x >> 32)) * 0x9fb21c651e98df25. Rotations by multiples of 21 differ for all k
// up to 64, so that the order of tokens counts; sums and one multiplication have a form in vector instructions.
// Linear in n · k.
[[nodiscard]] std::vector<std::uint64_t> ShingleHashes(std::span<const std::uint64_t> tokens, int k);

// How many there are of n tokens.
[[nodiscard]] constexpr std::size_t NumShingles(std::size_t n, int k) noexcept {
  return n == 0 ? 0 : n - std::min(n, static_cast<std::size_t>(k)) + 1;
}

// The same without allocation; `hashes` has room for NumShingles of them, and does not overlap the tokens.
void ShingleHashes(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> hashes) noexcept;

// The distinct values, ascending.
[[nodiscard]] std::vector<std::uint64_t> SortedSet(std::vector<std::uint64_t> hashes);

// How many values two such sets share. Linear in the sum of their sizes.
[[nodiscard]] std::size_t IntersectionSize(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_TEXT_SHINGLES_H_
