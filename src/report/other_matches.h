// The matches that clusters do not show: shared passages between different clusters and single texts.
#ifndef COPYDESK_REPORT_OTHER_MATCHES_H_
#define COPYDESK_REPORT_OTHER_MATCHES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/match_list.h"
#include "report/report_selection.h"

namespace copydesk {

// The strongest match between two texts or clusters, and how many further ones there are between copies of the two.
struct OtherMatch {
  Match match;
  std::uint64_t more = 0;
};

struct OtherMatches {
  std::vector<OtherMatch> shown;  // the strongest relation first, then the most shared words, then by name
  std::size_t total = 0;          // before the limit
};

// Left out are unverified ones, those without a text relation, those inside one cluster, and those that a cluster shows
// as parts of it. O(m log limit) in the matches. Errors: those of the matches.
[[nodiscard]] absl::StatusOr<OtherMatches> ChooseOtherMatches(const MatchList& matches,
                                                              std::span<const Cluster> clusters,
                                                              const ReportSelection& selection, std::size_t limit);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_OTHER_MATCHES_H_
