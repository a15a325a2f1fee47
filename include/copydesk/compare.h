// Compares two texts, without a detector or a store.
#ifndef COPYDESK_COMPARE_H_
#define COPYDESK_COMPARE_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/match.h"

namespace copydesk {

// InvalidArgument, naming the field and its range, when a rule is out of range.
[[nodiscard]] absl::Status Validate(const RelationRules& rules);

// Tokenises both texts and compares them. O(n log n) in their tokens for texts as people write them; repetition
// inside a text is looked at up to a bound, so that hostile texts take no longer. The result is symmetric: swapping
// the texts swaps directions, shares and spans. Errors: InvalidArgument for rules out of range or a text of 4 GiB.
[[nodiscard]] absl::StatusOr<Comparison> CompareTexts(std::string_view a, std::string_view b,
                                                      const RelationRules& rules = {});

}  // namespace copydesk

#endif  // COPYDESK_COMPARE_H_
