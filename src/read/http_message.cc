#include "read/http_message.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/header_fields.h"

namespace copydesk {
namespace {

constexpr std::string_view kBlanks = " \t";

// The next line of `text` from `*at` on, without its line end; at the end of the text the rest of it.
std::string_view TakeLine(std::string_view text, std::size_t* at) {
  const std::size_t end = std::min(text.find('\n', *at), text.size());
  std::string_view line = text.substr(*at, end - *at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  *at = std::min(end + 1, text.size());
  return line;
}

// The status of "HTTP/1.1 200 OK"; 0 when the line is none.
int ParseStatusLine(std::string_view line) {
  if (!line.starts_with("HTTP/")) return 0;
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return 0;
  const std::string_view rest = TrimField(line.substr(blank));
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits != 3 || (rest.size() > digits && rest[digits] != ' ')) return 0;
  return (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
}

// The field of `head` that a line names, if it is one that is wanted.
std::string* FieldOf(std::string_view name, HttpHead* head) {
  if (IsNamed(name, "content-type")) return &head->content_type;
  if (IsNamed(name, "content-encoding")) return &head->content_encoding;
  if (IsNamed(name, "transfer-encoding")) return &head->transfer_encoding;
  return nullptr;
}

absl::StatusOr<HttpHead> ParseOne(std::string_view message) {
  HttpHead head;
  head.status = ParseStatusLine(TakeLine(message.substr(0, kMaxHttpHeadBytes), &head.size));
  if (head.status == 0) {
    return absl::InvalidArgumentError("no HTTP status line where a response begins; the record was passed over");
  }
  std::string* last = nullptr;  // what a folded line goes on with
  for (std::size_t lines = 1; head.size < message.size(); ++lines) {
    const std::string_view line = TakeLine(message, &head.size);
    if (head.size > kMaxHttpHeadBytes || lines > kMaxHttpHeadLines) {
      return absl::InvalidArgumentError(absl::StrCat("an HTTP header of more than ", kMaxHttpHeadBytes, " bytes or ",
                                                     kMaxHttpHeadLines, " lines; the record was passed over"));
    }
    if (line.empty()) break;
    if (kBlanks.find(line.front()) != std::string_view::npos) {
      if (last != nullptr) absl::StrAppend(last, " ", ToAbsl(TrimField(line)));
      continue;
    }
    const std::size_t colon = line.find(':');
    last = nullptr;
    if (colon == std::string_view::npos) continue;
    std::string* const field = FieldOf(TrimField(line.substr(0, colon)), &head);
    const std::string_view value = TrimField(line.substr(colon + 1));
    if (field == nullptr || value.empty()) continue;
    if (field->empty()) {
      *field = value;
      last = field;
    } else if (field != &head.content_type) {
      absl::StrAppend(field, ",", ToAbsl(value));
    }
  }
  return head;
}

// The size that a chunk states, from `*at` on, which is moved behind the line. False when there is none.
bool TakeChunkSize(std::string_view body, std::size_t* at, std::uint64_t* size) {
  constexpr std::size_t kMostDigits = 15;
  const std::size_t end = body.substr(0, *at + 1024).find('\n', *at);
  if (end == std::string_view::npos) return false;
  std::string_view line = body.substr(*at, end - *at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
  if (digits == 0 || digits > kMostDigits) return false;
  // Blanks and extensions may follow.
  const std::string_view rest = TrimField(line.substr(digits));
  if (!rest.empty() && rest.front() != ';') return false;
  *size = 0;
  for (const char c : line.substr(0, digits)) {
    *size = *size * 16 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  *at = end + 1;
  return true;
}

}  // namespace

absl::StatusOr<HttpHead> ParseHttpHead(std::string_view message) {
  std::size_t before = 0;
  while (true) {
    absl::StatusOr<HttpHead> head = ParseOne(message.substr(before));
    if (!head.ok()) return head;
    before += head->size;
    const bool interim = head->status < 200 && message.substr(before).starts_with("HTTP/");
    if (interim) continue;
    head->size = before;
    return head;
  }
}

bool IsChunked(const HttpHead& head) {
  return absl::EndsWithIgnoreCase(ToAbsl(TrimField(head.transfer_encoding)), "chunked");
}

std::string_view JoinChunks(std::string_view body, std::string* joined) {
  joined->clear();
  std::size_t at = 0;
  std::uint64_t size = 0;
  if (!TakeChunkSize(body, &at, &size)) return body;
  while (size > 0) {
    joined->append(body.substr(at, size));
    if (size >= body.size() - at) return *joined;
    at += size;
    if (body.substr(at).starts_with("\r\n")) {
      at += 2;
    } else if (body[at] == '\n') {
      at += 1;
    } else if (body.substr(at) != "\r") {
      return body;
    }
    if (!TakeChunkSize(body, &at, &size)) {
      // Cut off within the line of a size, unless it is none.
      const bool cut = body.find('\n', at) == std::string_view::npos && body.size() - at < 20;
      return cut ? std::string_view(*joined) : body;
    }
  }
  return *joined;
}

MediaType ParseMediaType(std::string_view value) {
  MediaType type;
  const std::size_t end = std::min(value.find_first_of(";,"), value.size());
  type.name = absl::AsciiStrToLower(std::string(TrimField(value.substr(0, end))));
  value.remove_prefix(end);
  while (!value.empty()) {
    value.remove_prefix(1);
    const std::size_t next = std::min(value.find(';'), value.size());
    const std::string_view parameter = value.substr(0, next);
    value.remove_prefix(next);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !IsNamed(TrimField(parameter.substr(0, equals)), "charset")) continue;
    std::string_view charset = TrimField(parameter.substr(equals + 1));
    charset.remove_prefix(std::min(charset.find_first_not_of("\"'"), charset.size()));
    type.charset = charset.substr(0, charset.find_first_of("\"', \t"));
    break;
  }
  return type;
}

}  // namespace copydesk
