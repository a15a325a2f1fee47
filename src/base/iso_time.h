// Seconds since 1970 as an ISO 8601 time in UTC.
#ifndef COPYDESK_BASE_ISO_TIME_H_
#define COPYDESK_BASE_ISO_TIME_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"

namespace copydesk {

// "2026-03-17T09:30:00Z".
[[nodiscard]] inline std::string IsoTime(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return absl::StrFormat("%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                         static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                         clock.minutes().count(), clock.seconds().count());
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_ISO_TIME_H_
