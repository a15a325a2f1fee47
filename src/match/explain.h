// Replays the comparison of one pair of stored blocks.
#ifndef COPYDESK_MATCH_EXPLAIN_H_
#define COPYDESK_MATCH_EXPLAIN_H_

#include "absl/status/statusor.h"
#include "copydesk/explanation.h"
#include "copydesk/store.h"
#include "match/collection.h"

namespace copydesk {

// Everything of the explanation but names and story_threshold. Errors: those of the store.
[[nodiscard]] absl::StatusOr<Explanation> ExplainPair(const Store& store, BlockNumber a, BlockNumber b,
                                                      const CollectionOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_EXPLAIN_H_
