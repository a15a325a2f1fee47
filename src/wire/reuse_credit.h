// Whether a reprint credits what it kept.
#ifndef COPYDESK_WIRE_REUSE_CREDIT_H_
#define COPYDESK_WIRE_REUSE_CREDIT_H_

#include <string>
#include <string_view>

#include "copydesk/audit.h"
#include "match/prepared_text.h"

namespace copydesk {

// The same name of an agency or an outlet, whatever its capitals and white space.
[[nodiscard]] bool IsSameName(std::string_view x, std::string_view y);

// Whom a reprint of `source` should credit: the one agency that it credits, else its outlet.
[[nodiscard]] std::string CreditDue(const AuditText& source);

// Sets `credit` and `credited`, from its counts and `due`. `words`: those of the target.
void SetCredit(const AuditText& target, const PreparedText& words, const AuditRules& policy, Reuse* reuse);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_REUSE_CREDIT_H_
