// Checks of options: one wording for all of them.
#ifndef COPYDESK_BASE_CHECK_RANGE_H_
#define COPYDESK_BASE_CHECK_RANGE_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {

// InvalidArgument, naming the field and its range, unless low <= value <= high; so NaN is refused.
template <typename T>
[[nodiscard]] absl::Status CheckRange(const char* name, T value, T low, T high) {
  if (value >= low && value <= high) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, " is ", value, "; it must be from ", low, " to ", high));
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_CHECK_RANGE_H_
