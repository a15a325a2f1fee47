// The tables of an audit as CSV and as JSON lines.
#ifndef COPYDESK_AUDIT_FILES_H_
#define COPYDESK_AUDIT_FILES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/audit_collection.h"
#include "copydesk/audit_status.h"
#include "copydesk/document.h"

namespace copydesk {

// What is not known is nothing: an empty cell, and null.
using TableCell = std::variant<std::monostate, std::string_view, std::uint64_t, std::int64_t, double, bool>;
using RowVisitor = std::function<absl::Status(std::span<const TableCell>)>;

struct AuditTable {
  std::string_view name;  // "findings", of which the files are findings.csv and findings.jsonl
  std::vector<std::string_view> columns;
  std::function<absl::Status(const RowVisitor&)> for_each_row;  // until an error, which is returned
};

// docs/audit.md says what each column means. Everything given must stay live while the tables are used.
[[nodiscard]] std::vector<AuditTable> ListAuditTables(const CollectionAudit& audit, const AuditTables& tables,
                                                      const JoinedStatuses& statuses);

// The names of these tables, in their order.
[[nodiscard]] std::vector<std::string> AuditTableNames();

// A line of RFC 4180 without its end. A cell that a spreadsheet would take for a formula ("=", "+", "-", "@", a tab or
// a line end first, behind blanks or apostrophes too) begins with one apostrophe more; numbers are numbers.
[[nodiscard]] std::string CsvLine(std::span<const TableCell> cells);
[[nodiscard]] std::string CsvHeader(const AuditTable& table);

// One JSON object: a member a column.
[[nodiscard]] std::string JsonRow(const AuditTable& table, std::span<const TableCell> cells);

// For each block that is a version or a cut in a group that was given: what is known of the group's origin. Valid as
// long as the audit is.
[[nodiscard]] std::map<BlockName, const Attribution*> OriginsOf(const CollectionAudit& audit);

struct AuditCounts {
  std::uint64_t articles = 0;
  std::uint64_t credited = 0;        // that credit an agency
  std::uint64_t places_unknown = 0;  // without a credit, and without all places where one would stand
  std::uint64_t groups = 0;
  std::uint64_t all_groups = 0;
  std::uint64_t known_origins = 0;
  std::uint64_t findings = 0;  // pairs of a reference and another article
  std::uint64_t conflicts = 0;
  std::uint64_t statuses_left = 0;  // of findings that are not there now

  friend bool operator==(const AuditCounts&, const AuditCounts&) = default;
};

[[nodiscard]] AuditCounts CountAudit(const CollectionAudit& audit, const JoinedStatuses& statuses);

// audit.json: the counts, the policy and what it leaves out of account.
[[nodiscard]] std::string AuditJson(const AuditCounts& counts, const AuditOptions& options);

// The summary for a terminal, at most 100 columns wide: what was found, agencies, outlets, the largest groups.
[[nodiscard]] std::string TerminalAudit(const CollectionAudit& audit, const AuditTables& tables,
                                        const AuditCounts& counts);

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_FILES_H_
