// Some of the matches of a list.
#ifndef COPYDESK_MATCH_SELECTED_MATCHES_H_
#define COPYDESK_MATCH_SELECTED_MATCHES_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "copydesk/match_list.h"

namespace copydesk {

// The matches that are `wanted`, in their order; the list itself when all are. 8 bytes a match otherwise. O(n).
[[nodiscard]] absl::StatusOr<std::shared_ptr<const MatchList>> SelectMatches(
    std::shared_ptr<const MatchList> all, const std::function<bool(const Match&)>& wanted);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SELECTED_MATCHES_H_
