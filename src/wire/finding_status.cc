// What was said of findings, put to those that there are now.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "copydesk/audit_status.h"

namespace copydesk {
namespace {

class StatusJoiner {
 public:
  StatusJoiner(const CollectionAudit& audit, const std::vector<FindingStatus>& statuses)
      : audit_(audit), statuses_(statuses), taken_(statuses.size(), false) {
    for (std::size_t i = 0; i < statuses.size(); ++i) of_target_[statuses[i].target].push_back(i);
  }

  JoinedStatuses Run() {
    JoinedStatuses joined;
    joined.groups.reserve(audit_.groups.size());
    for (const CopyGroup& group : audit_.groups) {
      std::vector<JoinedStatus>& of_group = joined.groups.emplace_back();
      of_group.reserve(group.reuse.size());
      for (const Reuse& reuse : group.reuse) of_group.push_back(Of(group, reuse));
    }
    for (std::size_t i = 0; i < statuses_.size(); ++i) {
      if (!taken_[i]) joined.left.push_back(statuses_[i]);
    }
    return joined;
  }

 private:
  const AuditedArticle* ArticleOf(const CopyGroup& group, const BlockName& block) const {
    const auto found = std::lower_bound(group.members.begin(), group.members.end(), block,
                                        [this](const GroupMember& member, const BlockName& name) {
                                          return audit_.articles[member.article].block < name;
                                        });
    if (found == group.members.end() || audit_.articles[found->article].block != block) return nullptr;
    return &audit_.articles[found->article];
  }

  JoinedStatus Of(const CopyGroup& group, const Reuse& reuse) {
    JoinedStatus joined;
    const auto found = of_target_.find(reuse.target);
    if (found == of_target_.end()) return joined;
    std::size_t best = 0;
    StatusMatch match = StatusMatch::kNone;
    for (const std::size_t i : found->second) {
      const StatusMatch now = MatchOf(group, reuse, statuses_[i]);
      if (now == StatusMatch::kNone || (match != StatusMatch::kNone && match <= now)) continue;
      best = i;
      match = now;
    }
    if (match == StatusMatch::kNone) return joined;
    taken_[best] = true;
    joined.match = match;
    joined.note = statuses_[best].note;
    if (match != StatusMatch::kChanged) joined.state = statuses_[best].state;
    return joined;
  }

  StatusMatch MatchOf(const CopyGroup& group, const Reuse& reuse, const FindingStatus& status) const {
    const AuditedArticle* const source = ArticleOf(group, status.source);
    const AuditedArticle* const target = ArticleOf(group, status.target);
    if (source == nullptr || target == nullptr) return StatusMatch::kNone;
    const bool same = source->content == status.source_content && target->content == status.target_content;
    if (status.source == reuse.source) return same ? StatusMatch::kSame : StatusMatch::kChanged;
    return same ? StatusMatch::kCarried : StatusMatch::kNone;
  }

  const CollectionAudit& audit_;
  const std::vector<FindingStatus>& statuses_;
  std::map<BlockName, std::vector<std::size_t>> of_target_;
  std::vector<bool> taken_;
};

}  // namespace

std::string_view FindingStateName(FindingState state) {
  constexpr std::array<std::string_view, 5> kNames = {"", "licensed", "unlicensed", "unsure", "ignored"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view StatusMatchName(StatusMatch match) {
  constexpr std::array<std::string_view, 4> kNames = {"", "same", "carried", "changed"};
  return kNames[static_cast<std::size_t>(match)];
}

JoinedStatuses JoinStatuses(const CollectionAudit& audit, const std::vector<FindingStatus>& statuses) {
  return StatusJoiner(audit, statuses).Run();
}

}  // namespace copydesk
