// The rows of what an audit found in groups of articles.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "report/audit_rows.h"

namespace copydesk {
namespace {

AuditTable Groups(const CollectionAudit& audit) {
  return {
      .name = "groups",
      .columns = {"group", "articles", "outlets", "versions", "cuts", "containers", "overlaps", "title",
                  "origin_agency", "origin_document", "origin_block", "confidence", "declared", "why", "rivals",
                  "reference_document", "reference_block", "reference_outlet"},
      .for_each_row = [&audit](const RowVisitor& visit) -> absl::Status {
        for (const CopyGroup& group : audit.groups) {
          std::array<std::uint64_t, 4> roles = {};
          std::vector<std::string_view> outlets;
          for (const GroupMember& member : group.members) {
            ++roles[static_cast<std::size_t>(member.role)];
            outlets.push_back(audit.articles[member.article].outlet);
          }
          std::sort(outlets.begin(), outlets.end());
          const auto distinct = std::unique(outlets.begin(), outlets.end()) - outlets.begin();
          const Origin& origin = group.attribution.origin;
          const std::string why = absl::StrJoin(origin.why, "; ");
          const std::string rivals = absl::StrJoin(origin.rivals, ", ");
          const AuditedArticle& reference = audit.articles[group.members[group.reference].article];
          COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
              Text(group.name), Number(group.members.size()), static_cast<std::uint64_t>(distinct), roles[0], roles[1],
              roles[2], roles[3], KnownText(reference.title.empty() ? reference.opening : reference.title),
              KnownText(origin.agency), origin.document.has_value() ? Text(origin.document->document) : TableCell(),
              origin.document.has_value() ? Text(origin.document->block) : TableCell(), origin.confidence,
              KnownText(group.attribution.declared), Text(why), KnownText(rivals), Text(reference.block.document),
              Text(reference.block.block), KnownText(reference.outlet)}));
        }
        return absl::OkStatus();
      }};
}

// The place of a finding's target in a group, from its place in CopyGroup::reuse.
std::uint32_t TargetOf(const CopyGroup& group, std::size_t finding) {
  return static_cast<std::uint32_t>(finding < group.reference ? finding : finding + 1);
}

AuditTable Findings(const CollectionAudit& audit, const JoinedStatuses& statuses) {
  return {.name = "findings",
          .columns = {"group",          "source",        "source_block",  "source_outlet",    "target",
                      "target_block",   "target_outlet", "target_title",  "target_published", "share_kept",
                      "share_copied",   "words_kept",    "words_changed", "words_cut",        "words_added",
                      "words_excluded", "longest_run",   "insertions",    "headline",         "lag_seconds",
                      "credit",         "credit_due_to", "credited",      "verdict",          "source_content",
                      "target_content", "status",        "note",          "status_match"},
          .for_each_row = [&](const RowVisitor& visit) -> absl::Status {
            for (std::size_t g = 0; g < audit.groups.size(); ++g) {
              const CopyGroup& group = audit.groups[g];
              const AuditedArticle& source = audit.articles[group.members[group.reference].article];
              for (std::size_t r = 0; r < group.reuse.size(); ++r) {
                const Reuse& reuse = group.reuse[r];
                const AuditedArticle& target = audit.articles[group.members[TargetOf(group, r)].article];
                const JoinedStatus& status = statuses.groups[g][r];
                const std::string credited = absl::StrJoin(reuse.credited, ", ");
                COPYDESK_RETURN_IF_ERROR(
                    visit(std::vector<TableCell>{Text(group.name),
                                                 Text(reuse.source.document),
                                                 Text(reuse.source.block),
                                                 KnownText(source.outlet),
                                                 Text(reuse.target.document),
                                                 Text(reuse.target.block),
                                                 KnownText(target.outlet),
                                                 KnownText(target.title),
                                                 KnownText(target.published),
                                                 reuse.share_kept,
                                                 reuse.share_copied,
                                                 Number(reuse.target_words.kept),
                                                 Number(reuse.target_words.changed),
                                                 Number(reuse.source_words.alone),
                                                 Number(reuse.target_words.alone),
                                                 Number(reuse.target_words.excluded),
                                                 Number(reuse.longest_run),
                                                 Number(reuse.insertions.size()),
                                                 HeadlineChangeName(reuse.headline),
                                                 reuse.lag.has_value() ? TableCell(*reuse.lag) : TableCell(),
                                                 ReuseCreditName(reuse.credit),
                                                 KnownText(reuse.due),
                                                 KnownText(credited),
                                                 PolicyVerdictName(reuse.verdict),
                                                 Text(source.content),
                                                 Text(target.content),
                                                 KnownText(FindingStateName(status.state)),
                                                 KnownText(status.note),
                                                 KnownText(StatusMatchName(status.match))}));
              }
            }
            // What was said of findings that are not there now is kept.
            for (const FindingStatus& left : statuses.left) {
              std::vector<TableCell> row(29);
              row[1] = Text(left.source.document);
              row[2] = Text(left.source.block);
              row[4] = Text(left.target.document);
              row[5] = Text(left.target.block);
              row[24] = Text(left.source_content);
              row[25] = Text(left.target_content);
              row[26] = KnownText(FindingStateName(left.state));
              row[27] = KnownText(left.note);
              row[28] = Text("gone");
              COPYDESK_RETURN_IF_ERROR(visit(row));
            }
            return absl::OkStatus();
          }};
}

AuditTable Paragraphs(const CollectionAudit& audit) {
  return {
      .name = "paragraphs",
      .columns = {"group", "source", "source_block", "target", "target_block", "side", "paragraph", "begin", "end",
                  "kept", "changed", "cut_or_added", "excluded", "counterpart"},
      .for_each_row = [&audit](const RowVisitor& visit) -> absl::Status {
        for (const CopyGroup& group : audit.groups) {
          for (const Reuse& reuse : group.reuse) {
            for (const auto& [side, paragraphs] :
                 {std::pair("source", &reuse.source_paragraphs), std::pair("target", &reuse.target_paragraphs)}) {
              for (std::size_t i = 0; i < paragraphs->size(); ++i) {
                const ParagraphReuse& paragraph = (*paragraphs)[i];
                COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
                    Text(group.name), Text(reuse.source.document), Text(reuse.source.block),
                    Text(reuse.target.document), Text(reuse.target.block), Text(side), Number(i),
                    Number(paragraph.range.begin), Number(paragraph.range.end), Number(paragraph.words.kept),
                    Number(paragraph.words.changed), Number(paragraph.words.alone), Number(paragraph.words.excluded),
                    paragraph.counterpart.has_value() ? Number(*paragraph.counterpart) : TableCell()}));
              }
            }
          }
        }
        return absl::OkStatus();
      }};
}

AuditTable Credits(const CollectionAudit& audit) {
  return {.name = "credits",
          .columns = {"document", "block", "outlet", "kind", "is_credit", "agency", "printed", "begin", "end",
                      "places_captured"},
          .for_each_row = [&audit](const RowVisitor& visit) -> absl::Status {
            for (const AuditedArticle& article : audit.articles) {
              for (const Credit& credit : article.credits) {
                COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
                    Text(article.block.document), Text(article.block.block), KnownText(article.outlet),
                    CreditKindName(credit.kind), IsTextCredit(credit.kind), KnownText(credit.agency), Text(credit.text),
                    Number(credit.range.begin), Number(credit.range.end), CreditPlacesName(article.places)}));
              }
            }
            return absl::OkStatus();
          }};
}

AuditTable Conflicts(const CollectionAudit& audit) {
  return {
      .name = "conflicts",
      .columns = {"group", "document", "block", "outlet", "declared", "detected", "share", "confidence"},
      .for_each_row = [&audit](const RowVisitor& visit) -> absl::Status {
        for (const CopyGroup& group : audit.groups) {
          for (const SourceConflict& conflict : group.attribution.conflicts) {
            const AuditedArticle& article = audit.articles[group.members[conflict.member].article];
            const std::string declared = absl::StrJoin(conflict.declared, ", ");
            const std::string detected = SourceName(audit, group, conflict.detected);
            COPYDESK_RETURN_IF_ERROR(visit(std::vector<TableCell>{
                Text(group.name), Text(article.block.document), Text(article.block.block), KnownText(article.outlet),
                Text(declared), Text(detected), conflict.detected.share, conflict.detected.confidence}));
          }
        }
        return absl::OkStatus();
      }};
}

}  // namespace

std::string CreditedNames(const CreditSummary& summary) {
  return absl::StrJoin(summary.agencies, ", ", [](std::string* names, const CreditedAgency& credited) {
    absl::StrAppend(names, credited.agency.empty() ? "agencies" : credited.agency);
  });
}

std::string SourceName(const CollectionAudit& audit, const CopyGroup& group, const SourceShare& source) {
  if (!source.member.has_value()) return source.agency;
  const AuditedArticle& article = audit.articles[group.members[*source.member].article];
  return article.outlet.empty() ? article.block.document : absl::StrCat(article.block.document, " of ", article.outlet);
}

std::map<BlockName, const Attribution*> OriginsOf(const CollectionAudit& audit) {
  std::map<BlockName, const Attribution*> origins;
  for (const CopyGroup& group : audit.groups) {
    for (const GroupMember& member : group.members) {
      if (member.role > GroupRole::kCut) continue;
      origins.try_emplace(audit.articles[member.article].block, &group.attribution);
    }
  }
  return origins;
}

std::vector<AuditTable> ListGroupTables(const CollectionAudit& audit, const JoinedStatuses& statuses) {
  return {Groups(audit), Findings(audit, statuses), Paragraphs(audit), Credits(audit), Conflicts(audit)};
}

}  // namespace copydesk
