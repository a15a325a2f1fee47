// The agencies that a value of a page's metadata names.
#include <algorithm>

#include "copydesk/credit.h"
#include "wire/agency_names.h"
#include "wire/article_layout.h"
#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxValueBytes = 200;
constexpr std::size_t kMaxSmallWords = 3;

// Words of sentences, which names of people and agencies have few of.
std::size_t SmallWords(std::string_view value, std::span<const NameMatch> names) {
  std::size_t small = 0;
  for (const PrintedWord& word : SplitPrinted(value)) {
    const bool named = std::any_of(names.begin(), names.end(), [&](const NameMatch& name) {
      return word.range.begin < name.range.end && name.range.begin < word.range.end;
    });
    if (named || word.capital || word.letters.empty()) continue;
    if (!IsStaffWord(word.letters)) ++small;
  }
  return small;
}

}  // namespace

std::vector<std::string> AgenciesNamedBy(std::string_view value, const AgencyList& agencies) {
  std::vector<std::string> named;
  if (value.empty() || value.size() > kMaxValueBytes || value.find("://") != std::string_view::npos) return named;
  if (FindPhrase(FoldForCredits(value), PhotoLabels()) != std::string_view::npos) return named;
  std::vector<NameMatch> found;
  agencies.names().FindIn(value, {.begin = 0, .end = static_cast<std::uint32_t>(value.size())}, &found);
  if (found.empty() || SmallWords(value, found) >= kMaxSmallWords) return named;
  for (const NameMatch& name : found) {
    if (name.agency == NameMatch::kNoAgency) continue;
    const std::string_view behind = TrimStart(value.substr(name.range.end));
    if (StartsWithPhrase(FoldForCredits(behind.substr(0, 24)), PhotoWords())) continue;
    const Agency& agency = agencies.agencies()[name.agency];
    if (agency.kind == AgencyKind::kPhoto) continue;
    if (std::find(named.begin(), named.end(), agency.name) == named.end()) named.push_back(agency.name);
  }
  return named;
}

}  // namespace copydesk
