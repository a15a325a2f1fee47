// The rows of an audit's tables.
#include <array>
#include <string>
#include <utility>

#include "base/iso_time.h"
#include "base/status.h"
#include "copydesk/audit_files.h"
#include "report/audit_rows.h"

namespace copydesk {
namespace {

// Columns of ReuseCounts.
constexpr std::array<std::string_view, 8> kReuseColumns = {"reprints",        "credited_verbatim", "credited_altered",
                                                           "no_credit_found", "credit_unknown",    "median_lag_seconds",
                                                           "mean_share_kept", "mean_share_copied"};

TableCell OrNothing(const std::optional<double>& value) { return value.has_value() ? TableCell(*value) : TableCell(); }

void Append(const ReuseCounts& counts, std::vector<TableCell>* row) {
  for (const std::uint32_t count :
       {counts.reprints, counts.credited_verbatim, counts.credited_altered, counts.no_credit_found, counts.unknown}) {
    row->emplace_back(std::uint64_t{count});
  }
  for (const std::optional<double>& value : {counts.median_lag, counts.mean_kept, counts.mean_copied}) {
    row->push_back(OrNothing(value));
  }
}

std::vector<std::string_view> WithReuse(std::vector<std::string_view> columns) {
  columns.insert(columns.end(), kReuseColumns.begin(), kReuseColumns.end());
  return columns;
}

AuditTable Outlets(const AuditTables& tables) {
  return {.name = "outlets",
          .columns = WithReuse({"outlet", "articles", "credit_an_agency", "groups", "origins", "quotation_only"}),
          .for_each_row = [&tables](const RowVisitor& visit) -> absl::Status {
            for (const OutletRow& outlet : tables.outlets) {
              std::vector<TableCell> row = {KnownText(outlet.outlet), Number(outlet.articles),
                                            Number(outlet.credited),  Number(outlet.groups),
                                            Number(outlet.origins),   Number(outlet.quotation_only)};
              Append(outlet.reuse, &row);
              COPYDESK_RETURN_IF_ERROR(visit(row));
            }
            return absl::OkStatus();
          }};
}

AuditTable Agencies(const AuditTables& tables) {
  return {.name = "agencies",
          .columns = WithReuse({"agency", "stories", "articles_that_credit_it", "outlets"}),
          .for_each_row = [&tables](const RowVisitor& visit) -> absl::Status {
            for (const AgencyRow& agency : tables.agencies) {
              std::vector<TableCell> row = {Text(agency.agency), Number(agency.stories), Number(agency.credited),
                                            Number(agency.outlets)};
              Append(agency.pickup, &row);
              COPYDESK_RETURN_IF_ERROR(visit(row));
            }
            return absl::OkStatus();
          }};
}

AuditTable OutletAgency(const AuditTables& tables) {
  return {.name = "outlet_agency",
          .columns = WithReuse({"outlet", "agency", "articles_that_credit_it"}),
          .for_each_row = [&tables](const RowVisitor& visit) -> absl::Status {
            for (const OutletAgencyRow& both : tables.outlet_agency) {
              std::vector<TableCell> row = {KnownText(both.outlet), Text(both.agency), Number(both.credited)};
              Append(both.reuse, &row);
              COPYDESK_RETURN_IF_ERROR(visit(row));
            }
            return absl::OkStatus();
          }};
}

AuditTable Copies(const AuditTables& tables) {
  return {.name = "copies",
          .columns = WithReuse({"source", "source_is_agency", "target"}),
          .for_each_row = [&tables](const RowVisitor& visit) -> absl::Status {
            for (const CopyFlowRow& flow : tables.flows) {
              std::vector<TableCell> row = {KnownText(flow.source), flow.is_agency, KnownText(flow.target)};
              Append(flow.reuse, &row);
              COPYDESK_RETURN_IF_ERROR(visit(row));
            }
            return absl::OkStatus();
          }};
}

AuditTable Timeline(const CollectionAudit& audit, const AuditTables& tables) {
  return {
      .name = "timeline",
      .columns = {"group", "place", "document", "block", "outlet", "title", "url", "published", "published_from",
                  "published_to", "lag_seconds", "seen", "role", "words", "credit_state", "credited",
                  "share_from_one_source", "that_source", "share_of_its_own"},
      .for_each_row = [&](const RowVisitor& visit) -> absl::Status {
        for (const TimelineRow& entry : tables.timeline) {
          const CopyGroup& group = audit.groups[entry.group];
          const GroupMember& member = group.members[entry.member];
          const AuditedArticle& article = audit.articles[member.article];
          const MemberSources& sources = group.attribution.members[entry.member];
          const std::string from = article.time.has_value() ? IsoTime(article.time->earliest) : "";
          const std::string to = article.time.has_value() ? IsoTime(article.time->latest) : "";
          const std::string credited = CreditedNames(article.summary);
          const SourceShare* const source = sources.sources.empty() ? nullptr : &sources.sources.front();
          const std::string source_name = source == nullptr ? "" : SourceName(audit, group, *source);
          COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
              Text(group.name), Number(entry.place), Text(article.block.document), Text(article.block.block),
              KnownText(article.outlet), KnownText(article.title), KnownText(article.url), KnownText(article.published),
              KnownText(from), KnownText(to), entry.lag.has_value() ? TableCell(*entry.lag) : TableCell(),
              KnownText(article.seen), GroupRoleName(member.role), Number(article.words),
              CreditStateName(article.summary.state), KnownText(credited),
              source == nullptr ? TableCell() : TableCell(source->share), KnownText(source_name), sources.unshared}));
        }
        return absl::OkStatus();
      }};
}

AuditTable Versions(const CollectionAudit& audit, const AuditTables& tables) {
  return {.name = "versions",
          .columns = {"group", "passage", "variant", "document", "block", "begin", "end", "words", "share", "edit_of",
                      "entered_document", "entered_block", "certain", "origin_agency", "origin_document",
                      "origin_block", "confidence"},
          .for_each_row = [&](const RowVisitor& visit) -> absl::Status {
            for (const VersionRow& entry : tables.versions) {
              const CopyGroup& group = audit.groups[entry.group];
              const TracedPassage& passage = group.genealogy.passages[entry.passage];
              const PassageVariant& variant = passage.variants[entry.variant];
              const Origin& origin = group.attribution.passages[entry.passage];
              const BlockName& block = audit.articles[group.members[entry.member].article].block;
              const std::vector<TextRange>& parts = passage.cells[entry.cell].parts;
              const BlockName* const entered = variant.entered.has_value()
                                                   ? &audit.articles[group.members[*variant.entered].article].block
                                                   : nullptr;
              COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
                  Text(group.name), Number(entry.passage), Number(entry.variant), Text(block.document),
                  Text(block.block), Number(parts.front().begin), Number(parts.back().end), Number(variant.words),
                  variant.share, variant.parent.has_value() ? Number(*variant.parent) : TableCell(),
                  entered == nullptr ? TableCell() : Text(entered->document),
                  entered == nullptr ? TableCell() : Text(entered->block), variant.certain, KnownText(origin.agency),
                  origin.document.has_value() ? Text(origin.document->document) : TableCell(),
                  origin.document.has_value() ? Text(origin.document->block) : TableCell(), origin.confidence}));
            }
            return absl::OkStatus();
          }};
}

}  // namespace

std::vector<AuditTable> ListAuditTables(const CollectionAudit& audit, const AuditTables& tables,
                                        const JoinedStatuses& statuses) {
  std::vector<AuditTable> all = ListGroupTables(audit, statuses);
  all.insert(all.end(), {Outlets(tables), Agencies(tables), OutletAgency(tables), Copies(tables),
                         Timeline(audit, tables), Versions(audit, tables)});
  return all;
}

std::vector<std::string> AuditTableNames() {
  const CollectionAudit audit;
  const AuditTables tables;
  const JoinedStatuses statuses;
  std::vector<std::string> names;
  for (const AuditTable& table : ListAuditTables(audit, tables, statuses)) names.emplace_back(table.name);
  return names;
}

}  // namespace copydesk
