#include "page/html_encoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>

#include "absl/strings/ascii.h"

namespace copydesk {
namespace {

constexpr std::size_t kLookedAt = 4096;        // bytes in which a meta element may name the encoding
constexpr std::size_t kLargest = 700'000'000;  // ICU counts in 32 bits, and UTF-8 may be three times as long

// The value of charset= in the first bytes; empty when there is none.
std::string DeclaredEncoding(std::string_view html) {
  const std::string head = absl::AsciiStrToLower(std::string(html.substr(0, kLookedAt)));
  std::size_t at = head.find("charset");
  if (at == std::string::npos) return {};
  at = head.find_first_not_of(" \t\r\n", at + 7);
  if (at == std::string::npos || head[at] != '=') return {};
  at = head.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  return head.substr(at, std::min(head.find_first_of(" \t\r\n\"'/>;", at), head.size()) - at);
}

// Empty when the encoding is not known.
std::string Convert(std::string_view bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const auto size = static_cast<std::int32_t>(bytes.size());
  const std::int32_t needed = ucnv_convert("UTF-8", encoding.c_str(), nullptr, 0, bytes.data(), size, &error);
  if (error != U_BUFFER_OVERFLOW_ERROR) return {};
  std::string text(static_cast<std::size_t>(needed), '\0');
  error = U_ZERO_ERROR;
  ucnv_convert("UTF-8", encoding.c_str(), text.data(), needed, bytes.data(), size, &error);
  return U_FAILURE(error) != 0 ? std::string() : text;
}

}  // namespace

std::string_view ToUtf8(std::string_view html, std::string* converted) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (html.starts_with(kMark)) return html.substr(kMark.size());
  std::string encoding;
  std::string_view bytes = html;
  if (html.starts_with("\xff\xfe") || html.starts_with("\xfe\xff")) {
    encoding = html[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
    bytes.remove_prefix(2);
  } else {
    if (simdjson::validate_utf8(html.data(), html.size())) return html;  // many pages name one encoding and use UTF-8
    encoding = DeclaredEncoding(html);
    if (encoding == "utf-8" || encoding == "utf8") return html;
    // As browsers do.
    if (encoding.empty() || encoding == "iso-8859-1" || encoding == "latin1" || encoding == "us-ascii") {
      encoding = "windows-1252";
    }
  }
  if (bytes.size() > kLargest) return html;
  *converted = Convert(bytes, encoding);
  return converted->empty() ? html : std::string_view(*converted);
}

}  // namespace copydesk
