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

// The same comparison seen from the other side: what ComparePrepared(b, a) gives.
void SwapSides(Comparison* comparison);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COMPARE_PREPARED_H_
