// SimHash of a text (copydesk/simhash.h) over its words.
#ifndef COPYDESK_SKETCH_WEIGHTED_SIMHASH_H_
#define COPYDESK_SKETCH_WEIGHTED_SIMHASH_H_

#include <cstdint>
#include <span>

#include "sketch/text_words.h"

namespace copydesk {

// Each distinct word votes once per bit of its hash, with its background weight times 1 + floor(log2(occurrences)), so
// that no repeated word can dominate; bit i is set when the votes for it outweigh those against. A text of words of
// weight 0 only is hashed with weight 1 each. 0 for no tokens. Linear; O(n log n) for words that were chosen to have
// hashes that begin alike. Allocates nothing but for the first texts of a thread and for long ones.
[[nodiscard]] std::uint64_t ComputeSimHash(std::span<const std::uint64_t> tokens);

// The same from the words of the tokens.
[[nodiscard]] std::uint64_t SimHashOfWords(TextWords* words);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_WEIGHTED_SIMHASH_H_
