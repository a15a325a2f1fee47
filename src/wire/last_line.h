// The credits of a line that ends a text.
#ifndef COPYDESK_WIRE_LAST_LINE_H_
#define COPYDESK_WIRE_LAST_LINE_H_

#include <string_view>
#include <vector>

#include "copydesk/credit.h"

namespace copydesk {

// As FindCredits finds them in a line below the running text; ranges are of `line`. Linear.
[[nodiscard]] std::vector<Credit> CreditsOfLastLine(std::string_view line, const AgencyList& agencies);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_LAST_LINE_H_
