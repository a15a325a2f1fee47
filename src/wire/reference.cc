#include "wire/reference.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace copydesk {
namespace {

bool CreditsAgency(const AuditText& member, const std::string& agency) {
  const CreditSummary summary = SummarizeCredits(member.credits, member.places);
  return summary.state == CreditState::kCredited &&
         std::any_of(summary.agencies.begin(), summary.agencies.end(), [&](const CreditedAgency& credited) {
           return credited.agency == agency && credited.kind != CreditKind::kContribution;
         });
}

std::uint64_t BytesOf(const AuditText& member) {
  std::uint64_t bytes = 0;
  for (const TextRange& part : member.parts) bytes += part.end - part.begin;
  return bytes;
}

}  // namespace

std::vector<std::uint64_t> CommonWords(const Genealogy& genealogy, std::size_t members) {
  std::vector<std::uint64_t> words(members, 0);
  for (const TracedPassage& passage : genealogy.passages) {
    if (passage.cells.size() < 2) continue;
    const auto usual = std::max_element(
        passage.variants.begin(), passage.variants.end(),
        [](const PassageVariant& x, const PassageVariant& y) { return x.members.size() < y.members.size(); });
    for (const std::uint32_t m : usual->members) words[m] += usual->words;
  }
  return words;
}

std::uint32_t ChooseReference(std::span<const AuditText> members, const Genealogy& genealogy, const Origin& origin,
                              std::span<const std::uint32_t> candidates) {
  if (origin.document.has_value()) {
    const auto own = std::find_if(members.begin(), members.end(),
                                  [&](const AuditText& member) { return member.block == *origin.document; });
    if (own != members.end()) return static_cast<std::uint32_t>(own - members.begin());
  }
  std::vector<std::uint32_t> left;
  if (!origin.agency.empty()) {
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(left),
                 [&](std::uint32_t m) { return CreditsAgency(members[m], origin.agency); });
  }
  if (left.empty()) left.assign(candidates.begin(), candidates.end());
  if (left.empty()) left.assign(genealogy.order.begin(), genealogy.order.end());
  const std::vector<std::uint64_t> common = CommonWords(genealogy, members.size());
  const auto standing = [&](std::uint32_t m) {
    const std::int64_t time =
        members[m].published.has_value() ? members[m].published->latest : std::numeric_limits<std::int64_t>::max();
    return std::tuple(~common[m], time, ~BytesOf(members[m]), m);
  };
  return *std::min_element(left.begin(), left.end(),
                           [&](std::uint32_t x, std::uint32_t y) { return standing(x) < standing(y); });
}

}  // namespace copydesk
