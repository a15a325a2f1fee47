// From equal runs to aligned passages: chaining, filling of gaps, extension of ends.
#ifndef COPYDESK_MATCH_ALIGNMENT_H_
#define COPYDESK_MATCH_ALIGNMENT_H_

#include <cstddef>
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

// Numbers that stand at the same place are looked for between aligned tokens with at most so many others between them,
// on each side.
inline constexpr std::uint32_t kMaxNumberGap = 4;  // docs/tuning.md: numbers that differ

// Numbers in aligned text, in their order: calls `kept` with each that is equal, and `changed` with those that stand at
// the same place with another value; both with its place in a and in b.
template <typename Kept, typename Changed>
void ForEachNumber(const PreparedText& a, const PreparedText& b, std::span<const AlignedTokens> passages, Kept kept,
                   Changed changed) {
  const auto next_number = [](const PreparedText& text, std::uint32_t from, std::uint32_t end) {
    while (from < end && text.tokens.number[from] == 0) ++from;
    return from;
  };
  for (const AlignedTokens& passage : passages) {
    for (std::size_t i = 0; i < passage.size(); ++i) {
      const auto [end_a, end_b] = passage[i];
      const auto [begin_a, begin_b] =
          i > 0 ? std::pair(passage[i - 1].first + 1, passage[i - 1].second + 1) : passage[i];
      const bool is_gap = end_a - begin_a <= kMaxNumberGap && end_b - begin_b <= kMaxNumberGap;
      std::uint32_t in_a = next_number(a, begin_a, end_a);
      std::uint32_t in_b = next_number(b, begin_b, end_b);
      while (is_gap && in_a < end_a && in_b < end_b) {
        changed(in_a, in_b);
        in_a = next_number(a, in_a + 1, end_a);
        in_b = next_number(b, in_b + 1, end_b);
      }
      if (a.tokens.number[end_a] != 0) kept(end_a, end_b);
    }
  }
}

}  // namespace copydesk

#endif  // COPYDESK_MATCH_ALIGNMENT_H_
