// The credit that SplitPage took from the end of a block.
#include <algorithm>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

constexpr std::size_t kBehindParts = 1000;

// Where the block's credit is printed: behind its parts, or nowhere there.
TextRange RangeOf(std::string_view text, const Block& block) {
  const std::size_t end = block.parts.empty() ? 0 : block.parts.back().end;
  const std::size_t at = text.substr(end, kBehindParts).find(block.credit);
  const std::size_t begin = at == std::string_view::npos ? end : end + at;
  const std::size_t size = at == std::string_view::npos ? 0 : block.credit.size();
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(begin + size)};
}

}  // namespace

std::vector<Credit> FindCredits(std::string_view text, const Block& block, const AgencyList& agencies) {
  std::vector<Credit> credits = FindCredits(text, block.parts, agencies);
  if (block.credit.empty()) return credits;
  const TextRange range = RangeOf(text, block);
  for (std::string& agency : AgenciesNamedBy(block.credit, agencies)) {
    credits.push_back({.kind = CreditKind::kTrailing,
                       .agency = std::move(agency),
                       .text = block.credit,
                       .range = range});
  }
  return credits;
}

}  // namespace copydesk
