#include "copydesk/audit_collection.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "audit_articles.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/copy_groups.h"
#include "cluster/match_edges.h"
#include "wire/candidate.h"
#include "wire/reference.h"

namespace copydesk {
namespace {

// Groups whose texts are in memory at a time: so many members, or one group.
constexpr std::size_t kMembersAtOnce = 2000;

struct LoadedDocument {
  DocumentView view;
  std::string text;
};

absl::StatusOr<std::string> TextOf(Detector* detector, const std::string& name) {
  absl::StatusOr<Document> document = detector->Find(name);
  if (document.ok()) return std::move(document->text);
  if (!absl::IsNotFound(document.status())) return document.status();
  return absl::FailedPreconditionError(absl::StrCat("an audit needs the texts, and that of ", name,
                                                    " was not kept; add the collection to a store that "
                                                    "keeps them, or audit its files"));
}

// The members whose role is this or one before it.
std::vector<std::uint32_t> MembersOf(const CopyGroup& group, GroupRole last) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t m = 0; m < group.members.size(); ++m) {
    if (group.members[m].role <= last) members.push_back(m);
  }
  return members;
}

class Auditor {
 public:
  Auditor(Detector* detector, const AuditOptions& options) : detector_(*detector), options_(options) {
    for (const std::string& outlet : options.outlets) outlets_.insert(FoldForCredits(outlet));
  }

  absl::StatusOr<CollectionAudit> Run() {
    COPYDESK_RETURN_IF_ERROR(Validate(options_.rules));
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const MatchList> matches, detector_.ListMatches());
    COPYDESK_RETURN_IF_ERROR(DescribeArticles());
    COPYDESK_ASSIGN_OR_RETURN(MatchEdges edges, MatchEdges::Read(*matches));
    const std::vector<BlockName> names(edges.names().begin(), edges.names().end());
    const std::vector<CopyGroupBlocks> groups =
        GroupCopies(std::move(edges), [this](const BlockName& name) { return FindArticle(name).has_value(); });
    audit_.all_groups = groups.size();
    std::size_t begin = 0;
    while (begin < groups.size()) {
      std::size_t end = begin;
      std::size_t members = 0;
      do {
        members += groups[end++].members.size();
      } while (end < groups.size() && members + groups[end].members.size() <= kMembersAtOnce);
      COPYDESK_RETURN_IF_ERROR(AuditGroups(std::span(groups).subspan(begin, end - begin), names));
      begin = end;
      Report("audit", begin, groups.size());
    }
    std::stable_sort(audit_.groups.begin(), audit_.groups.end(),
                     [](const CopyGroup& x, const CopyGroup& y) { return x.members.size() > y.members.size(); });
    return std::move(audit_);
  }

 private:
  void Report(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
    if (options_.progress) options_.progress({.stage = stage, .done = done, .total = total});
  }

  absl::Status CheckNotCancelled() const {
    return IsCancelled(options_.cancel) ? absl::CancelledError("interrupted") : absl::OkStatus();
  }

  absl::Status DescribeArticles() {
    std::uint64_t done = 0;
    const std::uint64_t all = detector_.store().DocumentCount();
    const auto describe = [&](const DocumentView& view) -> absl::Status {
      COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
      Report("credits", ++done, all);
      const std::vector<std::size_t> blocks = FindArticleBlocks(view);
      if (blocks.empty()) return absl::OkStatus();
      COPYDESK_ASSIGN_OR_RETURN(const std::string text, TextOf(&detector_, view.name));
      for (const std::size_t block : blocks) {
        audit_.articles.push_back(DescribeArticle(view, view.blocks[block], text, options_.agencies));
      }
      return absl::OkStatus();
    };
    COPYDESK_RETURN_IF_ERROR(detector_.ForEachDocument(describe));
    std::sort(audit_.articles.begin(), audit_.articles.end(),
              [](const AuditedArticle& x, const AuditedArticle& y) { return x.block < y.block; });
    return absl::OkStatus();
  }

  std::optional<std::uint32_t> FindArticle(const BlockName& name) const {
    const auto found =
        std::lower_bound(audit_.articles.begin(), audit_.articles.end(), name,
                         [](const AuditedArticle& article, const BlockName& block) { return article.block < block; });
    if (found == audit_.articles.end() || found->block != name) return std::nullopt;
    return static_cast<std::uint32_t>(found - audit_.articles.begin());
  }

  absl::Status AuditGroups(std::span<const CopyGroupBlocks> blocks, std::span<const BlockName> names) {
    std::map<std::string, LoadedDocument> documents;
    std::vector<CopyGroup> groups;
    for (const CopyGroupBlocks& group : blocks) {
      CopyGroup& audited = groups.emplace_back();
      audited.name = group.name;
      for (const CopyGroupMember& member : group.members) {
        audited.members.push_back({.article = FindArticle(names[member.block]).value_or(0), .role = member.role});
        COPYDESK_RETURN_IF_ERROR(Load(names[member.block].document, &documents));
      }
    }
    std::vector<absl::Status> errors(groups.size());
    ParallelFor(groups.size(), ThreadCount(options_.threads), [&](std::size_t g) {
      if (!IsCancelled(options_.cancel)) errors[g] = AuditGroup(documents, &groups[g]);
    });
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    for (const absl::Status& error : errors) COPYDESK_RETURN_IF_ERROR(error);
    for (CopyGroup& group : groups) {
      if (IsWanted(group)) audit_.groups.push_back(std::move(group));
    }
    return absl::OkStatus();
  }

  absl::Status Load(const std::string& name, std::map<std::string, LoadedDocument>* documents) {
    if (documents->contains(name)) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    COPYDESK_ASSIGN_OR_RETURN(DocumentView view, detector_.View(name));
    COPYDESK_ASSIGN_OR_RETURN(std::string text, TextOf(&detector_, name));
    documents->emplace(name, LoadedDocument{.view = std::move(view), .text = std::move(text)});
    return absl::OkStatus();
  }

  std::vector<AuditText> TextsOf(const CopyGroup& group, const std::map<std::string, LoadedDocument>& documents) const {
    std::vector<AuditText> texts;
    texts.reserve(group.members.size());
    for (const GroupMember& member : group.members) {
      const AuditedArticle& article = audit_.articles[member.article];
      const LoadedDocument& document = documents.at(article.block.document);
      const std::vector<Block>& blocks = document.view.blocks;
      const auto block = std::find_if(blocks.begin(), blocks.end(),
                                      [&](const Block& each) { return each.name == article.block.block; });
      texts.push_back(
          ArticleText(article, document.view, static_cast<std::size_t>(block - blocks.begin()), document.text));
    }
    return texts;
  }

  // Safe on several threads for different groups.
  absl::Status AuditGroup(const std::map<std::string, LoadedDocument>& documents, CopyGroup* group) const {
    const std::vector<AuditText> texts = TextsOf(*group, documents);
    COPYDESK_ASSIGN_OR_RETURN(group->genealogy, TracePassages(texts, options_.rules));
    const std::vector<std::uint32_t> versions = MembersOf(*group, GroupRole::kVersion);
    group->attribution =
        AttributeOrigin(texts, group->genealogy, options_.agencies, MembersOf(*group, GroupRole::kCut));
    const Origin& origin = group->attribution.origin;
    group->reference = ChooseReference(texts, group->genealogy, origin, versions);
    std::vector<AuditText> targets;
    for (std::uint32_t m = 0; m < texts.size(); ++m) {
      if (m != group->reference) targets.push_back(texts[m]);
    }
    COPYDESK_ASSIGN_OR_RETURN(group->reuse,
                              MeasureReuse(texts[group->reference], targets, options_.rules, origin.agency));
    return absl::OkStatus();
  }

  bool IsWanted(const CopyGroup& group) const {
    const auto any_article = [&](const auto& holds) {
      return std::any_of(group.members.begin(), group.members.end(),
                         [&](const GroupMember& member) { return holds(audit_.articles[member.article]); });
    };
    if (options_.since.has_value() && !any_article([&](const AuditedArticle& article) {
          return article.time.has_value() && article.time->earliest >= *options_.since;
        })) {
      return false;
    }
    if (!outlets_.empty() && !any_article([&](const AuditedArticle& article) {
          return outlets_.contains(FoldForCredits(article.outlet));
        })) {
      return false;
    }
    const auto is_asked_for = [&](const std::string& agency) {
      return std::find(options_.origins.begin(), options_.origins.end(), agency) != options_.origins.end();
    };
    return options_.origins.empty() || is_asked_for(group.attribution.origin.agency) ||
           any_article([&](const AuditedArticle& article) {
             return std::any_of(article.summary.agencies.begin(), article.summary.agencies.end(),
                                [&](const CreditedAgency& credited) { return is_asked_for(credited.agency); });
           });
  }

  Detector& detector_;
  const AuditOptions& options_;
  std::set<std::string> outlets_;  // folded
  CollectionAudit audit_;
};

}  // namespace

std::string_view GroupRoleName(GroupRole role) {
  constexpr std::array<std::string_view, 4> kNames = {"version", "cut", "container", "overlap"};
  return kNames[static_cast<std::size_t>(role)];
}

absl::StatusOr<CollectionAudit> AuditCollection(Detector* detector, const AuditOptions& options) {
  return Auditor(detector, options).Run();
}

}  // namespace copydesk
