// The equal runs of two token sequences: greedy string tiling (M. Wise, "String similarity via greedy string tiling
// and running Karp-Rabin matching", 1993).
#ifndef COPYDESK_MATCH_SHARED_RUNS_H_
#define COPYDESK_MATCH_SHARED_RUNS_H_

#include <cstdint>
#include <vector>

#include "match/prepared_text.h"

namespace copydesk {

// Tokens [a, a + length) of one text equal tokens [b, b + length) of the other.
struct SharedRun {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t length = 0;

  friend bool operator==(const SharedRun&, const SharedRun&) = default;
};

// Runs of at least `min_words` tokens (RelationRules::run) and of as many words' worth (text/extent.h), chosen longest
// first, so that no token of either text is in two of them; ascending in a. Of equally long runs the one that starts
// earlier in `a`, then in `b`, goes first.
//
// Different from the paper: a maximal match is found from its first tokens through a hash table of the runs of a, so
// that the cost is O(n + m + r log r) for r maximal matches. A run of tokens that stands in a text more than 32 times
// is tried at its first 32 places, which keeps hostile repetition linear.
[[nodiscard]] std::vector<SharedRun> FindSharedRuns(const PreparedText& a, const PreparedText& b, int min_words);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHARED_RUNS_H_
