#include <algorithm>
#include <array>
#include <cstddef>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 8> kCreditKinds = {"byline",    "dateline", "trailing", "contribution",
                                                          "copyright", "metadata", "photo",    "mention"};
constexpr std::array<std::string_view, 4> kPlaces = {"both", "beginning", "end", "neither"};
constexpr std::array<std::string_view, 4> kStates = {"credited", "contributed", "none", "unknown"};

// The strongest first.
int Rank(CreditKind kind) {
  constexpr std::array kOrder = {CreditKind::kDateline, CreditKind::kByline,    CreditKind::kTrailing,
                                 CreditKind::kMetadata, CreditKind::kCopyright, CreditKind::kContribution};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), kind) - kOrder.begin());
}

}  // namespace

std::string_view CreditKindName(CreditKind kind) { return kCreditKinds[static_cast<std::size_t>(kind)]; }
std::string_view CreditPlacesName(CreditPlaces places) { return kPlaces[static_cast<std::size_t>(places)]; }
std::string_view CreditStateName(CreditState state) { return kStates[static_cast<std::size_t>(state)]; }

bool IsTextCredit(CreditKind kind) { return kind != CreditKind::kPhoto && kind != CreditKind::kMention; }

std::string_view CreditSummary::sole() const {
  if (state != CreditState::kCredited) return {};
  const auto is_origin = [](const CreditedAgency& agency) {
    return !agency.agency.empty() && agency.kind != CreditKind::kContribution;
  };
  const auto origins = std::count_if(agencies.begin(), agencies.end(), is_origin);
  return origins == 1 && is_origin(agencies.front()) ? std::string_view(agencies.front().agency) : std::string_view();
}

CreditSummary SummarizeCredits(std::span<const Credit> credits, CreditPlaces places) {
  CreditSummary summary;
  for (const Credit& credit : credits) {
    if (!IsTextCredit(credit.kind)) continue;
    const auto known = std::find_if(summary.agencies.begin(), summary.agencies.end(),
                                    [&](const CreditedAgency& agency) { return agency.agency == credit.agency; });
    if (known == summary.agencies.end()) {
      summary.agencies.push_back({.agency = credit.agency, .kind = credit.kind});
    } else if (Rank(credit.kind) < Rank(known->kind)) {
      known->kind = credit.kind;
    }
  }
  const bool named = std::any_of(summary.agencies.begin(), summary.agencies.end(),
                                 [](const CreditedAgency& agency) { return !agency.agency.empty(); });
  if (named) std::erase_if(summary.agencies, [](const CreditedAgency& agency) { return agency.agency.empty(); });
  std::stable_sort(summary.agencies.begin(), summary.agencies.end(),
                   [](const CreditedAgency& x, const CreditedAgency& y) { return Rank(x.kind) < Rank(y.kind); });
  if (summary.agencies.empty()) {
    summary.state = places == CreditPlaces::kBoth ? CreditState::kNone : CreditState::kUnknown;
  } else if (summary.agencies.front().kind == CreditKind::kContribution) {
    summary.state = CreditState::kContributed;
  } else {
    summary.state = CreditState::kCredited;
  }
  return summary;
}

}  // namespace copydesk
