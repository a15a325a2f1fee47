#include "wire/reuse_credit.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/tokens.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

bool Credits(const CreditSummary& summary, std::string_view due) {
  return std::any_of(summary.agencies.begin(), summary.agencies.end(), [&](const CreditedAgency& credited) {
    return credited.agency.empty() || due.empty() || credited.agency == due;
  });
}

// A name of one word is looked for as it stands: no text credits "Post" by being about a post.
bool PrintsName(const AuditText& target, const PreparedText& words, std::string_view name) {
  const auto looked_for = Tokenize(name).hash;
  if (looked_for.empty()) return false;
  const auto& all = words.tokens.hash;
  if (looked_for.size() > 1) {
    return std::search(all.begin(), all.end(), looked_for.begin(), looked_for.end()) != all.end();
  }
  for (std::size_t t = 0; t < all.size(); ++t) {
    if (all[t] != looked_for[0]) continue;
    const std::uint32_t begin = words.tokens.begin[t];
    if (target.text.substr(begin, words.tokens.end[t] - begin) == name) return true;
  }
  return false;
}

// A photo of the agency's, or what was told it: its name is printed, and is no credit of the text.
bool OnlyMentions(const AuditText& target, std::string_view due) {
  return std::any_of(target.credits.begin(), target.credits.end(),
                     [&](const Credit& credit) { return !due.empty() && credit.agency == due; });
}

}  // namespace

std::string_view ReuseCreditName(ReuseCredit credit) {
  constexpr std::array<std::string_view, 6> kNames = {"nothing-kept",     "quotation-only",  "credited-verbatim",
                                                      "credited-altered", "no-credit-found", "unknown"};
  return kNames[static_cast<std::size_t>(credit)];
}

bool IsSameName(std::string_view x, std::string_view y) { return FoldForCredits(x) == FoldForCredits(y); }

std::string CreditDue(const AuditText& source) {
  const CreditSummary summary = SummarizeCredits(source.credits, source.places);
  const std::string_view sole = summary.sole();
  return std::string(sole.empty() ? source.outlet : sole);
}

void SetCredit(const AuditText& target, const PreparedText& words, const AuditRules& policy, Reuse* reuse) {
  const CreditSummary summary = SummarizeCredits(target.credits, target.places);
  for (const CreditedAgency& credited : summary.agencies) {
    if (!credited.agency.empty()) reuse->credited.push_back(credited.agency);
  }
  if (reuse->target_words.kept == 0) {
    reuse->credit = ReuseCredit::kNothingKept;
  } else if (reuse->own_extent < std::min<double>(policy.min_own, reuse->kept_extent)) {
    // Of less than min_own in all, nothing but quotations.
    reuse->credit = ReuseCredit::kQuotationOnly;
  } else if (Credits(summary, reuse->due) ||
             (!OnlyMentions(target, reuse->due) && PrintsName(target, words, reuse->due))) {
    const double altered = reuse->target_words.changed + reuse->target_words.alone;
    const bool verbatim = altered <= policy.max_altered * reuse->target_words.counted();
    reuse->credit = verbatim ? ReuseCredit::kCreditedVerbatim : ReuseCredit::kCreditedAltered;
  } else {
    reuse->credit = target.places == CreditPlaces::kBoth ? ReuseCredit::kNoCreditFound : ReuseCredit::kUnknown;
  }
}

}  // namespace copydesk
