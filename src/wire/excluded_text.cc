#include "copydesk/audit.h"
#include "wire/audited_text.h"

namespace copydesk {

std::vector<ExcludedText> FindExcludedText(const AuditText& text, const AuditRules& policy) {
  static_assert(static_cast<int>(WordMark::kCredit) == static_cast<int>(ExclusionReason::kCredit) &&
                static_cast<int>(WordMark::kQuotation) == static_cast<int>(ExclusionReason::kQuotation));
  if (!CheckSize(text).ok()) return {};
  const AuditedText audited = ReadAuditText(text, policy);
  const Tokens& tokens = audited.prepared.tokens;
  std::vector<ExcludedText> excluded;
  std::uint8_t before = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const std::uint8_t mark = audited.marks[t];
    if (mark != 0 && mark == before) {
      excluded.back().range.end = tokens.end[t];
    } else if (mark != 0) {
      excluded.push_back(
          {.range = {.begin = tokens.begin[t], .end = tokens.end[t]}, .why = static_cast<ExclusionReason>(mark)});
    }
    before = mark;
  }
  return excluded;
}

}  // namespace copydesk
