// What the alignment of a pair says: longest run, signs of versions, numbers.
#ifndef COPYDESK_MATCH_EXPLAIN_ALIGNMENT_H_
#define COPYDESK_MATCH_EXPLAIN_ALIGNMENT_H_

#include <string_view>

#include "copydesk/explanation.h"
#include "match/prepared_text.h"

namespace copydesk {

// One side of a pair. Both must stay live during the call.
struct AlignedSide {
  std::string_view text;
  const PreparedText& prepared;
};

// Aligns the pair as ComparePrepared does and fills in `longest_run`, `versions` and `numbers`.
void ExplainAlignment(const AlignedSide& a, const AlignedSide& b, const RelationRules& rules, Explanation* result);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_EXPLAIN_ALIGNMENT_H_
