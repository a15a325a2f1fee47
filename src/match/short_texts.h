// Two short texts: headlines, ticker lines, captions. Runs of eight tokens say little of texts of ten, so they are
// compared word for word: equal tokens in the same order, by the longest common subsequence (R. Wagner, M. Fischer,
// "The string-to-string correction problem", 1974). Quadratic in the texts, which are short.
//
// One word may decide what a short text says. Where each side has a number that is not aligned, or a name, the two say
// different things in like words ("Dow falls 120 points" and "220 points"; "Mayor of Dunmarsh resigns" and "of
// Saltmere"), however much else is equal. A name here is what the background (sketch/background.h) does not have as a
// word in lower case or as a function word: in languages that it does not know, any content word. A bigram of a script
// without spaces whose characters are both in aligned ones as well is no change: something was put in between them.
#ifndef COPYDESK_MATCH_SHORT_TEXTS_H_
#define COPYDESK_MATCH_SHORT_TEXTS_H_

#include <cstdint>
#include <vector>

#include "copydesk/match.h"
#include "match/prepared_text.h"
#include "match/shared_runs.h"

namespace copydesk {

struct ShortAlignment {
  std::vector<SharedRun> runs;  // the aligned tokens, ascending in both
  std::uint32_t tokens = 0;     // in them
  std::uint32_t longest = 0;    // common run, in the same order or not
  bool numbers_differ = false;  // both sides have numbers that are not aligned
  bool names_differ = false;    // both sides have names that are not aligned
};

// Whether two texts are compared word for word: both are below so many words' worth of tokens (text/extent.h).
[[nodiscard]] inline bool AreShort(const PreparedText& a, const PreparedText& b, const RelationRules& rules) {
  const std::uint64_t limit = static_cast<std::uint64_t>(rules.short_tokens) * kWordExtent;
  return a.Extent(0, a.size()) < limit && b.Extent(0, b.size()) < limit;
}

// Of the longest alignments that which begins first in a.
[[nodiscard]] ShortAlignment AlignShort(const PreparedText& a, const PreparedText& b);

// near, contains or none; of two texts that are not equal. Neither where names or numbers differ.
[[nodiscard]] Relation DecideShort(const ShortAlignment& alignment, const PreparedText& a, const PreparedText& b,
                                   double jaccard, const RelationRules& rules);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHORT_TEXTS_H_
