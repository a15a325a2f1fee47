// The probability that two texts are versions of one text.
//
// `near` asks how much is shared; two columns that share a long list of links are near. Versions of one text have three
// more signs: they are shared in few long passages and not in many short ones, both begin together, and their numbers
// agree. The long passage says less the more is around it: a digest holds the whole of a text that is no version of it.
// A logistic model over these; docs/tuning.md says what its weights rest on.
#ifndef COPYDESK_MATCH_EQUIVALENCE_H_
#define COPYDESK_MATCH_EQUIVALENCE_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "copydesk/explanation.h"
#include "match/alignment.h"

namespace copydesk {

// The signs, of passages of which there is at least one. Symmetric and linear, as Equivalence.
[[nodiscard]] VersionSigns FindVersionSigns(std::span<const AlignedTokens> passages, std::size_t size_a,
                                            std::size_t size_b);

// In [0, 1]. `passages` are those of AlignPassages; the sizes are the tokens of the texts, above 0. `other_numbers`:
// where Comparison::numbers_differ holds, how many numbers stand at one place with other values, else 0. Issues of a
// recurring report are no versions of one another; one number in a hundred tokens and fewer are a correction.
// Symmetric: the sides may be swapped with the passages. Linear in the passages.
[[nodiscard]] double Equivalence(std::span<const AlignedTokens> passages, std::size_t size_a, std::size_t size_b,
                                 std::uint32_t other_numbers);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_EQUIVALENCE_H_
