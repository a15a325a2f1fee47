// Shares for people.
#ifndef COPYDESK_REPORT_PERCENT_H_
#define COPYDESK_REPORT_PERCENT_H_

#include <string>

#include "absl/strings/str_format.h"

namespace copydesk {

// 0.861 as "86 %".
[[nodiscard]] inline std::string Percent(double share) { return absl::StrFormat("%.0f %%", 100 * share); }

// A probability as a share; none is shown as 100 %.
[[nodiscard]] inline std::string Likely(double probability) {
  constexpr double kSure = 0.99;
  return probability > kSure ? "over 99 %" : Percent(probability);
}

}  // namespace copydesk

#endif  // COPYDESK_REPORT_PERCENT_H_
