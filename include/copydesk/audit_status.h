// What people said of findings: a file that is written with an audit, edited, and given to the next one.
//
// A finding is a source, a target and what both texts were. So what was said survives new data, and is not carried over
// to a text that changed.
#ifndef COPYDESK_AUDIT_STATUS_H_
#define COPYDESK_AUDIT_STATUS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/audit_collection.h"
#include "copydesk/document.h"

namespace copydesk {

enum class FindingState : std::uint8_t { kNone = 0, kLicensed = 1, kUnlicensed = 2, kUnsure = 3, kIgnored = 4 };

// "", "licensed", "unlicensed", "unsure", "ignored".
[[nodiscard]] std::string_view FindingStateName(FindingState state);

// What is known of one finding.
struct FindingStatus {
  BlockName source;
  BlockName target;
  std::string source_content;  // AuditedArticle::content
  std::string target_content;
  FindingState state = FindingState::kNone;
  std::string note;

  friend bool operator==(const FindingStatus&, const FindingStatus&) = default;
};

// The table `findings.csv` as an audit writes it, or any CSV (RFC 4180) whose first line names at least the columns
// source, source_block, target, target_block, source_content, target_content and status; note may be missing, others
// are passed over. Lines with neither status nor note are left out. `file_name` is for messages. Errors:
// InvalidArgument, with file, line and remedy, for a column that is missing, a status that there is not, a finding that
// has two different ones, text that is not UTF-8, or a quotation mark that is not closed. Linear.
[[nodiscard]] absl::StatusOr<std::vector<FindingStatus>> ParseFindingStatuses(std::string_view file_text,
                                                                              std::string_view file_name);

enum class StatusMatch : std::uint8_t {
  kNone = 0,     // nobody said anything of the finding
  kSame = 1,     // of this source and this target, as they are
  kCarried = 2,  // of this target and another source of its group: the reference has changed
  kChanged = 3,  // of these two when one of them was another text; the state is not taken over
};

// "", "same", "carried", "changed".
[[nodiscard]] std::string_view StatusMatchName(StatusMatch match);

struct JoinedStatus {
  StatusMatch match = StatusMatch::kNone;
  FindingState state = FindingState::kNone;
  std::string note;

  friend bool operator==(const JoinedStatus&, const JoinedStatus&) = default;
};

struct JoinedStatuses {
  std::vector<std::vector<JoinedStatus>> groups;  // as CollectionAudit::groups, and CopyGroup::reuse of each
  std::vector<FindingStatus> left;                // of findings that are not there now; as given

  friend bool operator==(const JoinedStatuses&, const JoinedStatuses&) = default;
};

// Each status is taken by all findings that it fits, and left where there is none. Linear but for look-ups.
[[nodiscard]] JoinedStatuses JoinStatuses(const CollectionAudit& audit, const std::vector<FindingStatus>& statuses);

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_STATUS_H_
