// The audit's report that a person reads: one self-contained HTML file.
#ifndef COPYDESK_AUDIT_HTML_H_
#define COPYDESK_AUDIT_HTML_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/audit_collection.h"
#include "copydesk/audit_status.h"
#include "copydesk/html_report.h"

namespace copydesk {

// Everything must stay live during the call.
struct AuditHtml {
  const Summary* summary = nullptr;  // of the scan before it
  const CollectionAudit* audit = nullptr;
  const AuditTables* tables = nullptr;
  const JoinedStatuses* statuses = nullptr;  // null: none
  const AuditOptions* options = nullptr;
  std::function<absl::StatusOr<ReportedDocument>(std::string_view name)> load;
  Evidence evidence = Evidence::kSpans;
};

// The whole file: overview with charts, groups with search, filters and sort, a page a group with its timeline, the
// table of passages, and each reprint beside its source. No network; text of the input inserted as text only; a
// content-security policy by hash. It depends on its input alone. Of large audits the texts of the largest groups are
// in it, and the report says of how many they are not, so that it stays below some tens of megabytes. Errors: those of
// `load`.
[[nodiscard]] absl::StatusOr<std::string> WriteAuditHtml(const AuditHtml& report);

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_HTML_H_
