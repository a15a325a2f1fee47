// Decides the relation of two prepared texts: the one place where a pair is verified.
#ifndef COPYDESK_MATCH_COMPARE_PREPARED_H_
#define COPYDESK_MATCH_COMPARE_PREPARED_H_

#include "copydesk/match.h"
#include "match/prepared_text.h"

namespace copydesk {

// Both must have been prepared with `rules`. `with_spans`: fill Comparison::spans. Symmetric in a and b.
[[nodiscard]] Comparison ComparePrepared(const PreparedText& a, const PreparedText& b, const RelationRules& rules,
                                         bool with_spans);

// The same comparison seen from the other side: what ComparePrepared(b, a) gives.
void SwapSides(Comparison* comparison);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COMPARE_PREPARED_H_
