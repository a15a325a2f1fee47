// Decides the relation of two prepared texts: the one place where a pair is verified.
#ifndef COPYDESK_MATCH_COMPARE_PREPARED_H_
#define COPYDESK_MATCH_COMPARE_PREPARED_H_

#include <cstdint>

#include "copydesk/match.h"
#include "match/prepared_text.h"

namespace copydesk {

// Which pairs get Comparison::spans. Of pairs without a relation only kAll aligns the texts, so that numbers_differ is
// not found otherwise.
enum class SpansOf : std::uint8_t { kNone, kRelated, kAll };

// Both must have been prepared with `rules`. Symmetric in a and b.
[[nodiscard]] Comparison ComparePrepared(const PreparedText& a, const PreparedText& b, const RelationRules& rules,
                                         SpansOf spans);

// Words' worth (text/extent.h) of the tokens in the equal runs of two texts: of all, and of those that are outside
// quotations, posts and captions in both. What RelationRules::min_shared, min_own and min_own_alone are compared with.
struct SharedExtent {
  double all = 0;
  double own = 0;
};
[[nodiscard]] SharedExtent MeasureShared(const PreparedText& a, const PreparedText& b, const RelationRules& rules);

// The same comparison seen from the other side: what ComparePrepared(b, a) gives.
void SwapSides(Comparison* comparison);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COMPARE_PREPARED_H_
