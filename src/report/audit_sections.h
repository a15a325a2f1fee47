// The parts of the audit's report: what is written as HTML, and the data that its scripts show. docs/audit.md says what
// a reader sees; the scripts that read the data are audit_*.js.
#ifndef COPYDESK_REPORT_AUDIT_SECTIONS_H_
#define COPYDESK_REPORT_AUDIT_SECTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/audit_html.h"
#include "report/audit_names.h"
#include "report/html_writer.h"
#include "report/report_texts.h"

namespace copydesk {

struct AuditContext {
  const AuditHtml& report;
  const Summary& summary;
  const CollectionAudit& audit;
  const AuditTables& tables;
  const AuditOptions& options;
  ReportTexts* texts;
  AuditNames names = {};
  std::size_t loads = 0;  // of references for their first words

  std::string entries;              // of the groups that are listed: JSON, with commas between them
  std::size_t listed = 0;           // so many of the groups, from the first on
  std::vector<std::uint8_t> shown;  // of each listed group what is in the report besides: of GroupParts
  std::vector<std::pair<std::uint32_t, std::optional<std::int64_t>>> places;  // in time, and lags; of `first_place`
  std::vector<std::size_t> first_place;  // of each group: where its members begin in `places`
  std::vector<std::string> left_out;     // sentences without a full stop

  [[nodiscard]] bool ShowsText() const { return report.evidence != Evidence::kNone; }

  // The article at a place in a group; null for one that is not there.
  [[nodiscard]] const AuditedArticle* ArticleAt(const CopyGroup& group, std::size_t place) const;

  // What was said of a finding; null where there is nothing.
  [[nodiscard]] const JoinedStatus* StatusOf(std::size_t group, std::size_t finding) const;
};

// Bits.
enum GroupParts : std::uint8_t { kShowsMembers = 1, kShowsPassages = 2, kShowsTexts = 4 };

// The place in CopyGroup::reuse of what the member at `place` kept; none for the reference.
[[nodiscard]] std::optional<std::size_t> FindingAt(const CopyGroup& group, std::size_t place);

// The place of a block among the members.
[[nodiscard]] std::optional<std::size_t> PlaceOf(const AuditContext& context, const CopyGroup& group,
                                                 const BlockName& block);

// Writes AuditContext::entries as far as they may take bytes, and sets `listed`. Errors: those of AuditHtml::load.
[[nodiscard]] absl::Status ListGroups(AuditContext* context);

// The data that a page of the report begins with, as one JSON object.
[[nodiscard]] std::string MakeAuditIndex(AuditContext* context);

// One JSON object each, of the group of that number. Texts: empty where none of the group's can be shown.
[[nodiscard]] std::string MakeGroupMembers(std::size_t number, AuditContext* context);
[[nodiscard]] absl::StatusOr<std::string> MakeGroupPassages(std::size_t number, AuditContext* context);
[[nodiscard]] absl::StatusOr<std::string> MakeGroupTexts(std::size_t number, AuditContext* context);

// The rules, what was asked for, and how it was found.
void WriteAuditPolicy(const AuditContext& context, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_AUDIT_SECTIONS_H_
