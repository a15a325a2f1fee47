// When a text was published, as records and pages say it.
#include <algorithm>
#include <array>

#include "base/printed_time.h"
#include "copydesk/audit.h"

namespace copydesk {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::ptrdiff_t kDigitsOfDate = 8;  // every form with a time of day has more

}  // namespace

std::optional<PublishedTime> FindPublishedTime(const Metadata& metadata, const Block& block) {
  for (const std::string_view printed : std::to_array<std::string_view>({block.published, metadata.published})) {
    const std::optional<std::int64_t> time = ParseTime(printed);
    if (!time.has_value()) continue;
    const auto digits = std::count_if(printed.begin(), printed.end(), [](char c) { return c >= '0' && c <= '9'; });
    return PublishedTime{.earliest = *time, .latest = digits > kDigitsOfDate ? *time : *time + kDay - 1};
  }
  return std::nullopt;
}

}  // namespace copydesk
