// What rows of an audit's tables have in common.
#ifndef COPYDESK_REPORT_AUDIT_ROWS_H_
#define COPYDESK_REPORT_AUDIT_ROWS_H_

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/audit_collection.h"
#include "copydesk/audit_files.h"

namespace copydesk {

[[nodiscard]] inline TableCell Text(std::string_view text) { return text; }

// Nothing for an empty text.
[[nodiscard]] inline TableCell KnownText(std::string_view text) { return text.empty() ? TableCell() : TableCell(text); }

template <std::unsigned_integral T>
[[nodiscard]] TableCell Number(T number) {
  return std::uint64_t{number};
}

// "AP, Reuters"; "agencies" where none is named.
[[nodiscard]] std::string CreditedNames(const CreditSummary& summary);

// An agency, or the document and outlet that a source is.
[[nodiscard]] std::string SourceName(const CollectionAudit& audit, const CopyGroup& group, const SourceShare& source);

// The tables of groups, findings, paragraphs, credits and conflicts.
[[nodiscard]] std::vector<AuditTable> ListGroupTables(const CollectionAudit& audit, const JoinedStatuses& statuses);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_AUDIT_ROWS_H_
