#include "dedup/keep_order.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "absl/strings/numbers.h"
#include "base/status.h"
#include "sketch/block_time.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kLast = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

// Numbers by falling value. IEEE 754 orders positive ones by their bits and negative ones the other way round.
std::uint64_t Falling(double value) {
  if (value == 0) value = 0;  // -0 too
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint64_t rising = (bits & kSign) != 0 ? ~bits : bits | kSign;
  return ~rising;
}

}  // namespace

std::uint64_t KeepOrder(const DedupOptions& options, const Document& document, std::string_view field) {
  switch (options.keep) {
    case KeepPolicy::kFirst:
      return 0;
    case KeepPolicy::kEarliest: {
      const auto time = ParseTime(document.metadata.published);
      return time.has_value() ? static_cast<std::uint64_t>(*time) ^ kSign : kLast;
    }
    case KeepPolicy::kLongest:
      return kLast - document.text.size();
    case KeepPolicy::kField: {
      double value = 0;
      const bool is_number = absl::SimpleAtod(ToAbsl(field), &value) && !std::isnan(value);
      return is_number ? Falling(value) : kLast;
    }
    case KeepPolicy::kSource: {
      const auto found = std::find(options.keep_sources.begin(), options.keep_sources.end(), document.metadata.source);
      return static_cast<std::uint64_t>(found - options.keep_sources.begin());
    }
  }
  return kLast;
}

}  // namespace copydesk
