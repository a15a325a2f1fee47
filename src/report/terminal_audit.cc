// The summary of an audit.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "copydesk/audit_files.h"
#include "copydesk/report.h"
#include "copydesk/version.h"
#include "report/cautions.h"
#include "report/columns.h"
#include "report/json_text.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kShownRows = 10;

// "40 min", "5.5 h", "3.2 days".
std::string LagText(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kDay = 86400;
  const double size = seconds < 0 ? -seconds : seconds;
  if (size < kHour) return absl::StrFormat("%.0f min", seconds / kMinute);
  if (size < 2 * kDay) return absl::StrFormat("%.1f h", seconds / kHour);
  return absl::StrFormat("%.1f days", seconds / kDay);
}

// A name that fills a column.
std::string Cell(std::string_view text, std::size_t width) {
  return Padded(Printable(text.empty() ? "(unknown)" : text, width), width);
}

std::string CreditsOf(const ReuseCounts& counts) {
  std::vector<std::string> said;
  const auto add = [&](std::uint32_t count, std::string_view what) {
    if (count > 0) said.push_back(absl::StrCat(count, " ", ToAbsl(what)));
  };
  add(counts.credited_verbatim, "credited");
  add(counts.credited_altered, "credited, altered");
  add(counts.no_credit_found, "no credit found");
  add(counts.unknown, "unknown");
  return absl::StrJoin(said, ", ");
}

// The first rows by falling number of reprints; none without one.
template <typename Row>
std::vector<const Row*> RowsWithMostReprints(const std::vector<Row>& all, ReuseCounts Row::*counts) {
  std::vector<const Row*> rows;
  for (const Row& row : all) {
    if ((row.*counts).reprints > 0) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row* x, const Row* y) { return (x->*counts).reprints > (y->*counts).reprints; });
  rows.resize(std::min(rows.size(), kShownRows));
  return rows;
}

std::string AgencyLines(const AuditTables& tables) {
  const std::vector<const AgencyRow*> rows = RowsWithMostReprints(tables.agencies, &AgencyRow::pickup);
  if (rows.empty()) return "";
  std::string lines = "\nAgencies             stories  reprints  outlets  credits of the reprints\n";
  for (const AgencyRow* const agency : rows) {
    absl::StrAppend(&lines, "  ", Cell(agency->agency, 19),
                    absl::StrFormat("%7d  %8d  %7d  ", agency->stories, agency->pickup.reprints, agency->outlets),
                    CreditsOf(agency->pickup));
    if (agency->pickup.median_lag.has_value()) {
      absl::StrAppend(&lines, "; median lag ", LagText(*agency->pickup.median_lag));
    }
    lines += '\n';
  }
  return lines;
}

std::string OutletLines(const AuditTables& tables) {
  const std::vector<const OutletRow*> rows = RowsWithMostReprints(tables.outlets, &OutletRow::reuse);
  if (rows.empty()) return "";
  std::string lines = "\nOutlets              articles  reprints  credits of the reprints\n";
  for (const OutletRow* const outlet : rows) {
    absl::StrAppend(&lines, "  ", Cell(outlet->outlet, 19),
                    absl::StrFormat("%8d  %8d  ", outlet->articles, outlet->reuse.reprints), CreditsOf(outlet->reuse),
                    "\n");
  }
  return lines;
}

std::string GroupLines(const CollectionAudit& audit) {
  constexpr std::size_t kTitleColumns = 60;
  if (audit.groups.empty()) return "";
  std::string lines = "\nLargest groups of articles that share copy\n";
  for (std::size_t i = 0; i < std::min(audit.groups.size(), kShownRows); ++i) {
    const CopyGroup& group = audit.groups[i];
    const AuditedArticle& reference = audit.articles[group.members[group.reference].article];
    const Origin& origin = group.attribution.origin;
    std::string from = "origin unknown";
    if (!origin.agency.empty()) {
      from = absl::StrCat("from ", Printable(origin.agency, 20));
    } else if (origin.IsKnown()) {
      from =
          absl::StrCat("from ", Printable(reference.outlet.empty() ? reference.block.document : reference.outlet, 20));
    }
    if (origin.IsKnown()) absl::StrAppend(&from, " (", Percent(origin.confidence), ")");
    absl::StrAppend(&lines, absl::StrFormat("%5d  ", group.members.size()),
                    Cell(reference.title.empty() ? reference.opening : reference.title, kTitleColumns), "  ", from,
                    "\n");
  }
  return lines;
}

}  // namespace

AuditCounts CountAudit(const CollectionAudit& audit, const JoinedStatuses& statuses) {
  AuditCounts counts{.articles = audit.articles.size(),
                     .groups = audit.groups.size(),
                     .all_groups = audit.all_groups,
                     .statuses_left = statuses.left.size()};
  for (const AuditedArticle& article : audit.articles) {
    if (article.summary.state == CreditState::kCredited) ++counts.credited;
    if (article.summary.state == CreditState::kUnknown) ++counts.places_unknown;
  }
  for (const CopyGroup& group : audit.groups) {
    if (group.attribution.origin.IsKnown()) ++counts.known_origins;
    counts.findings += group.reuse.size();
    counts.conflicts += group.attribution.conflicts.size();
  }
  return counts;
}

std::string AuditJson(const AuditCounts& counts, const AuditOptions& options) {
  const AuditRules& rules = options.rules;
  Json json = {{"version", Version()},
               {"articles", counts.articles},
               {"articles_that_credit_an_agency", counts.credited},
               {"articles_whose_credit_is_unknown", counts.places_unknown},
               {"groups", counts.groups},
               {"groups_in_all", counts.all_groups},
               {"known_origins", counts.known_origins},
               {"findings", counts.findings},
               {"conflicts", counts.conflicts},
               {"statuses_of_findings_that_are_gone", counts.statuses_left}};
  json["policy"] = {{"min_share", rules.min_share},
                    {"min_words", rules.min_words},
                    {"run", rules.run},
                    {"min_own", rules.min_own},
                    {"max_altered", rules.max_altered}};
  json["excluded"] = {{"quotations", rules.exclude_quotations},
                      {"furniture", rules.exclude_furniture},
                      {"phrases", rules.phrases.size()},
                      {"sources", rules.sources}};
  Json chosen = {{"since", nullptr}, {"outlets", options.outlets}, {"agencies", options.origins}};
  if (options.since.has_value()) chosen["since"] = *options.since;
  json["chosen"] = std::move(chosen);
  return Dump(json, 2) + "\n";
}

std::string TerminalAudit(const CollectionAudit& audit, const AuditTables& tables, const AuditCounts& counts) {
  std::string text =
      absl::StrCat(WithThousands(counts.articles), " articles, of which ", WithThousands(counts.credited),
                   " credit an agency; ", WithThousands(counts.groups), " groups share copy");
  if (counts.groups < counts.all_groups) absl::StrAppend(&text, " (of ", WithThousands(counts.all_groups), ")");
  absl::StrAppend(&text, "\nlikely origin known of ", WithThousands(counts.known_origins), "; ",
                  WithThousands(counts.findings), " articles compared with the reference of their group\n");
  if (counts.conflicts > 0) {
    absl::StrAppend(&text, Counted(counts.conflicts, "article credits", "articles credit"),
                    " others than the text seems to be from (conflicts.csv)\n");
  }
  if (counts.statuses_left > 0) {
    absl::StrAppend(
        &text, Counted(counts.statuses_left, "status is of a finding that is", "statuses are of findings that are"),
        " not there now; findings.csv keeps it as gone\n");
  }
  return absl::StrCat(text, AgencyLines(tables), OutletLines(tables), GroupLines(audit));
}

}  // namespace copydesk
