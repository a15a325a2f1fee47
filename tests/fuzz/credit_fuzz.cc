// Any bytes, as an article of one part and of two, and as a list of agencies: credits whose ranges lie in a part and
// hold what they say, the same twice.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "copydesk/credit.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckCredits(std::string_view text, const std::vector<copydesk::TextRange>& parts) {
  const copydesk::AgencyList agencies = copydesk::AgencyList::Builtin();
  const std::vector<copydesk::Credit> credits = copydesk::FindCredits(text, parts, agencies);
  std::uint32_t begin = 0;
  for (const copydesk::Credit& credit : credits) {
    Require(begin <= credit.range.begin && credit.range.begin < credit.range.end && credit.range.end <= text.size());
    begin = credit.range.begin;
    Require(credit.text == text.substr(credit.range.begin, credit.range.end - credit.range.begin));
    Require(std::any_of(parts.begin(), parts.end(), [&](const copydesk::TextRange& part) {
      return part.begin <= credit.range.begin && credit.range.end <= part.end;
    }));
    Require(credit.agency.empty() || agencies.Find(credit.agency) == credit.agency ||
            std::any_of(agencies.agencies().begin(), agencies.agencies().end(),
                        [&](const copydesk::Agency& agency) { return agency.name == credit.agency; }));
  }
  Require(copydesk::FindCredits(text, parts, agencies) == credits);
  (void)copydesk::SummarizeCredits(credits, copydesk::FindCreditPlaces(text, parts));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = static_cast<std::uint32_t>(size);
  CheckCredits(bytes, {{.begin = 0, .end = end}});
  CheckCredits(bytes, {{.begin = 0, .end = end / 2}, {.begin = end / 2, .end = end}});
  (void)copydesk::AgenciesNamedBy(bytes, copydesk::AgencyList::Builtin());
  (void)copydesk::AgencyList::Parse(bytes, "fuzz");
  return 0;
}
