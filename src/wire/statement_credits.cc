// The credits in what a page's markup says of its main article.
#include <algorithm>

#include "copydesk/credit.h"
#include "copydesk/page.h"

namespace copydesk {
namespace {

bool IsAddress(std::string_view value) { return value.find("://") != std::string_view::npos; }

}  // namespace

std::vector<Credit> CreditsOfStatements(std::span<const SourceStatement> statements, const AgencyList& agencies) {
  std::vector<Credit> credits;
  const auto add = [&](std::string_view agency, const SourceStatement& statement) {
    const auto is_known = [&](const Credit& credit) { return credit.agency == agency; };
    if (agency.empty() || std::any_of(credits.begin(), credits.end(), is_known)) return;
    credits.push_back({.kind = CreditKind::kMetadata, .agency = std::string(agency), .text = statement.value});
  };
  for (const SourceStatement& statement : statements) {
    if (IsAddress(statement.value)) {
      add(agencies.FindSite(statement.value), statement);
      continue;
    }
    for (const std::string& agency : AgenciesNamedBy(statement.value, agencies)) add(agency, statement);
  }
  return credits;
}

}  // namespace copydesk
