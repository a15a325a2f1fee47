#include "page/html_encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/utf8_reader.h"

namespace copydesk {
namespace {

constexpr std::size_t kLookedAt = 4096;  // bytes in which a meta element may name the encoding

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

bool IsUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    at += ReadUtf8(text, at, &c);
    if (c == kIllFormed) return false;
  }
  return true;
}

absl::StatusOr<std::string> Convert(std::string_view bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const auto size = static_cast<std::int32_t>(bytes.size());
  const std::int32_t needed =
      ucnv_convert("UTF-8", encoding.c_str(), nullptr, 0, bytes.data(), size, &error);
  if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the page names an encoding that is not known, \"", encoding.substr(0, 40),
                     "\"; convert it to UTF-8 first"));
  }
  std::string text(static_cast<std::size_t>(needed), '\0');
  error = U_ZERO_ERROR;
  ucnv_convert("UTF-8", encoding.c_str(), text.data(), needed, bytes.data(), size, &error);
  return text;
}

}  // namespace

absl::StatusOr<std::string_view> ToUtf8(std::string_view html, std::string* converted) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  std::string encoding;
  if (html.starts_with(kMark)) return html.substr(kMark.size());
  if (html.starts_with("\xff\xfe")) encoding = "UTF-16LE";
  if (html.starts_with("\xfe\xff")) encoding = "UTF-16BE";
  if (encoding.empty()) {
    encoding = DeclaredEncoding(html);
    const bool utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii";
    if (utf8 || IsUtf8(html)) {  // many pages name one encoding and use UTF-8
      if (!encoding.empty() || IsUtf8(html)) return html;
      encoding = "windows-1252";
    }
    if (encoding == "iso-8859-1" || encoding == "latin1") encoding = "windows-1252";  // as browsers do
  } else {
    html.remove_prefix(2);
  }
  if (html.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) / 3) {
    return absl::InvalidArgumentError("an HTML page of this size must be UTF-8; convert it first");
  }
  absl::StatusOr<std::string> text = Convert(html, encoding);
  if (!text.ok()) return text.status();
  *converted = *std::move(text);
  return std::string_view(*converted);
}

}  // namespace copydesk
