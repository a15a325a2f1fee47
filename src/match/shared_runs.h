// The equal runs of two token sequences: greedy string tiling (M. Wise, "String similarity via greedy string tiling
// and running Karp-Rabin matching", 1993).
#ifndef COPYDESK_MATCH_SHARED_RUNS_H_
#define COPYDESK_MATCH_SHARED_RUNS_H_

#include <vector>

#include "match/prepared_text.h"
#include "match/shared_shingles.h"

namespace copydesk {

// Runs of at least `min_words` tokens (RelationRules::run) and of as many words' worth (text/extent.h), chosen longest
// first, so that no token of either text is in two of them; ascending in a. Of equally long runs the one that starts
// earlier in `a`, then in `b`, goes first.
//
// Different from the paper: a maximal match is found from its first tokens through a hash table of the runs of a, so
// that the cost is O(n + m + r log r) for r maximal matches. A run of tokens that stands in a text more than 32 times
// is tried at its first 32 places, which keeps hostile repetition linear.
[[nodiscard]] std::vector<SharedRun> FindSharedRuns(const PreparedText& a, const PreparedText& b, int min_words);

// The same, of maximal equal runs that are known already, shorter ones or not.
[[nodiscard]] std::vector<SharedRun> ChooseRuns(const PreparedText& a, const PreparedText& b,
                                                std::vector<SharedRun> maximal, int min_words);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHARED_RUNS_H_
