// The credit that SplitPage took from the end of a block.
#include <algorithm>

#include "copydesk/credit.h"
#include "wire/last_line.h"

namespace copydesk {
namespace {

constexpr std::size_t kBehindParts = 1000;

// Where the block's credit is printed: behind its parts, or nowhere there.
TextRange RangeOfBlockCredit(std::string_view text, const Block& block) {
  const std::size_t end = block.parts.empty() ? 0 : block.parts.back().end;
  const std::size_t at = text.substr(end, kBehindParts).find(block.credit);
  const std::size_t begin = at == std::string_view::npos ? end : end + at;
  const std::size_t size = at == std::string_view::npos ? 0 : block.credit.size();
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(begin + size)};
}

}  // namespace

std::vector<Credit> FindBlockCredits(std::string_view text, const Block& block, const AgencyList& agencies) {
  std::vector<Credit> credits = FindCredits(text, block.parts, agencies);
  if (block.credit.empty()) return credits;
  const TextRange range = RangeOfBlockCredit(text, block);
  const auto add = [&](CreditKind kind, std::string agency) {
    credits.push_back({.kind = kind, .agency = std::move(agency), .text = block.credit, .range = range});
  };
  // "Jane Doe, AP" is below a picture that the block ends with.
  std::vector<Credit> line = CreditsOfLastLine(block.credit, agencies);
  std::erase_if(line, [](const Credit& credit) { return credit.kind == CreditKind::kMention; });
  for (Credit& credit : line) add(credit.kind, std::move(credit.agency));
  if (!line.empty()) return credits;
  for (std::string& agency : AgenciesNamedBy(block.credit, agencies)) add(CreditKind::kTrailing, std::move(agency));
  return credits;
}

}  // namespace copydesk
