// The votes of distinct words for the bits of a SimHash: a kernel for sketch/weighted_simhash.h.
#ifndef COPYDESK_SKETCH_WEIGHTED_VOTES_H_
#define COPYDESK_SKETCH_WEIGHTED_VOTES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "sketch/word_facts.h"

namespace copydesk {

inline constexpr std::size_t kSimHashBits = 64;

// Votes for each bit, and all votes: bit i is set when those for it are more than half of all.
struct Votes {
  std::array<std::uint64_t, kSimHashBits> set{};
  std::uint64_t all = 0;
};

// Distinct words: hashes[i] occurs counts[i] times.
struct CountedWords {
  const std::uint64_t* hashes;
  const std::uint32_t* counts;
  const WordFacts* facts;
  std::size_t size;
};

// Adds the weight of each word times 1 + floor(log2(count)) to the bits that its hash has, and to all. A hash becomes
// 64 bytes of 0 or its weight; such are added in vectors of bytes, which are emptied before they overflow. One Highway
// source, equal to the plain form on every target; dispatched once a call. Linear, nothing is allocated.
void AddWeightedVotes(const CountedWords& words, Votes* votes) noexcept;

// Adds weights[i] to the bits that values[i] has, and to all; by the same kernel.
void AddVotes(const std::uint64_t* values, const std::uint32_t* weights, std::size_t size, Votes* votes) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_WEIGHTED_VOTES_H_
