// Names and values of header fields, as HTTP (RFC 9112) and WARC write them.
#ifndef COPYDESK_READ_HEADER_FIELDS_H_
#define COPYDESK_READ_HEADER_FIELDS_H_

#include <cstddef>
#include <string_view>

#include "absl/strings/match.h"
#include "base/status.h"

namespace copydesk {

// Whether two names are the same; letters of ASCII are in any case.
[[nodiscard]] inline bool IsNamed(std::string_view name, std::string_view known) {
  return absl::EqualsIgnoreCase(ToAbsl(name), ToAbsl(known));
}

// Without spaces and tabs at its beginning, and those and carriage returns at its end.
[[nodiscard]] inline std::string_view TrimField(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace copydesk

#endif  // COPYDESK_READ_HEADER_FIELDS_H_
