// Kernels of MinHash: from tokens to the minimum of each bin, and from minima to the values that are stored. Shingle
// hashes are those of text/shingles.h; here they are made and used a block at a time, and never stored as a whole.
//
// One Highway source, dispatched once a call; equal to the plain form on every target. Linear in tokens · k, nothing is
// allocated. Thread-safe.
#ifndef COPYDESK_SKETCH_SHINGLE_MINIMA_H_
#define COPYDESK_SKETCH_SHINGLE_MINIMA_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace copydesk {

// The minimum of a bin that no shingle fell into; no rank is as large.
inline constexpr std::uint64_t kNoMinimum = std::numeric_limits<std::uint64_t>::max();

// The most bins of a configuration: minima fit an array on the stack.
inline constexpr std::size_t kMaxBins = 1024;

// Lowers `minima`, one a bin (a power of two of them, from 64 to kMaxBins), to the ranks of these shingle hashes.
void LowerMinima(std::span<const std::uint64_t> shingles, std::span<std::uint64_t> minima) noexcept;

// LowerMinima with the hashes of the shingles of k tokens, 2 to 32; nothing for fewer than k tokens.
void LowerShingleMinima(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> minima) noexcept;

// LowerShingleMinima for k tokens, and in the same pass the hashes of the shingles of `longer_k` of them into `longer`,
// which has room for tokens.size() of them: as many as ShingleHashes(tokens, longer_k) gives, which is returned. The
// sum of k + 1 tokens costs one more addition than that of k.
std::size_t LowerMinimaAndHash(std::span<const std::uint64_t> tokens, int k, std::span<std::uint64_t> minima,
                               int longer_k, std::uint64_t* longer) noexcept;

// What a sketch keeps of `minima`: the low 8 bits of each, 0 in an empty bin, and a bit for each bin that has one.
void StoreMinima(std::span<const std::uint64_t> minima, std::uint8_t* values, std::uint64_t* occupancy) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_SHINGLE_MINIMA_H_
