// From equal runs to aligned passages: chaining, filling of gaps, extension of ends.
#ifndef COPYDESK_MATCH_ALIGNMENT_H_
#define COPYDESK_MATCH_ALIGNMENT_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "match/prepared_text.h"
#include "match/shared_runs.h"

namespace copydesk {

// Equal tokens of two texts, (index in a, index in b), strictly ascending in both: one aligned passage.
using AlignedTokens = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Seed, chain, extend. `runs` are the seeds, ascending in a, as FindSharedRuns gives them. Runs that follow one
// another in both texts with at most 24 tokens between them in each are chained; the tokens between are aligned by
// their longest common subsequence; both ends are extended over edits by a gapped X-drop extension (Z. Zhang,
// S. Schwartz, L. Wagner, W. Miller, "A greedy algorithm for aligning DNA sequences", 2000, section 2: scores +1 for
// equal tokens, -1 for a token changed, left out or put in; it stops 16 below the best score) inside a band of 16
// tokens, up to the next passage and no more than 400 tokens. Passages are disjoint in both texts and ascend in a.
[[nodiscard]] std::vector<AlignedTokens> AlignPassages(const PreparedText& a, const PreparedText& b,
                                                       std::span<const SharedRun> runs);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_ALIGNMENT_H_
