// Shares for people.
#ifndef COPYDESK_REPORT_PERCENT_H_
#define COPYDESK_REPORT_PERCENT_H_

#include <string>

#include "absl/strings/str_format.h"

namespace copydesk {

// 0.861 as "86 %".
[[nodiscard]] inline std::string Percent(double share) { return absl::StrFormat("%.0f %%", 100 * share); }

}  // namespace copydesk

#endif  // COPYDESK_REPORT_PERCENT_H_
