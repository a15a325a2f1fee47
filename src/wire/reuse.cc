// What targets kept of a source.
#include <algorithm>
#include <array>

#include "base/check_range.h"
#include "base/status.h"
#include "copydesk/audit.h"
#include "wire/audited_text.h"
#include "wire/reuse_credit.h"
#include "wire/word_fates.h"

namespace copydesk {
namespace {

bool MayBeReused(const AuditText& source, const AuditRules& policy) {
  const CreditSummary summary = SummarizeCredits(source.credits, source.places);
  return std::any_of(policy.sources.begin(), policy.sources.end(), [&](const std::string& name) {
    return IsSameName(name, source.outlet) || (!summary.sole().empty() && IsSameName(name, summary.sole()));
  });
}

PolicyVerdict Judge(const Reuse& reuse, const AuditRules& policy, bool may_be_reused) {
  if (may_be_reused) return PolicyVerdict::kExcludedSource;
  if (reuse.share_kept < policy.min_share) return PolicyVerdict::kBelowShare;
  return reuse.kept_extent < policy.min_words ? PolicyVerdict::kBelowWords : PolicyVerdict::kCounts;
}

}  // namespace

absl::Status Validate(const AuditRules& policy) {
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_share", policy.min_share, 0.0, 1.0));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_words", policy.min_words, 0, 1'000'000));
  COPYDESK_RETURN_IF_ERROR(CheckRange("run", policy.run, 2, 64));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_own", policy.min_own, 0, 1'000'000));
  return CheckRange("max_altered", policy.max_altered, 0.0, 1.0);
}

std::string_view PolicyVerdictName(PolicyVerdict verdict) {
  constexpr std::array<std::string_view, 4> kNames = {"counts", "below-share", "below-words", "excluded-source"};
  return kNames[static_cast<std::size_t>(verdict)];
}

absl::StatusOr<std::vector<Reuse>> MeasureReuse(const AuditText& source, std::span<const AuditText> targets,
                                                const AuditRules& policy, std::string_view due) {
  COPYDESK_RETURN_IF_ERROR(Validate(policy));
  COPYDESK_RETURN_IF_ERROR(CheckSize(source));
  for (const AuditText& target : targets) COPYDESK_RETURN_IF_ERROR(CheckSize(target));
  const AuditedText read_source = ReadAuditText(source, policy);
  const std::string credit_due = due.empty() ? CreditDue(source) : std::string(due);
  const bool may_be_reused = MayBeReused(source, policy);
  std::vector<Reuse> reuses;
  reuses.reserve(targets.size());
  for (const AuditText& target : targets) {
    const AuditedText read_target = ReadAuditText(target, policy);
    Reuse& reuse = reuses.emplace_back();
    reuse.source = source.block;
    reuse.target = target.block;
    CountFates(read_source, read_target, AlignFates(read_source, read_target, policy.run), policy.run, &reuse);
    reuse.headline = CompareHeadlines(source.title, target.title, source.outlet, target.outlet);
    if (source.published && target.published && source.published->IsExact() && target.published->IsExact()) {
      reuse.lag = target.published->earliest - source.published->earliest;
    }
    reuse.due = credit_due;
    SetCredit(target, read_target.prepared, policy, &reuse);
    reuse.verdict = Judge(reuse, policy, may_be_reused);
  }
  return reuses;
}

}  // namespace copydesk
