// Times as records and pages print them.
#ifndef COPYDESK_BASE_PRINTED_TIME_H_
#define COPYDESK_BASE_PRINTED_TIME_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace copydesk {

// Seconds since 1970-01-01T00:00:00Z of a printed time; none for anything that is not wholly one of
//   ISO 8601: 2018-07-16, 2018-07-16T09:30, 2018-07-16 09:30:05.25+02:00, and the same without - and :
//   RFC 2822: Mon, 16 Jul 2018 09:30:05 +0200 (or GMT, UT, UTC, Z), the weekday and the seconds may be missing
// A time without a zone is taken to be UTC, a date to be its midnight. Years 1 to 9999. Linear.
[[nodiscard]] std::optional<std::int64_t> ParseTime(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_BASE_PRINTED_TIME_H_
