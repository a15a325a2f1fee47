// Any bytes, as an HTTP response, a chunked body, a coded body, and text of some encoding. Beyond not crashing: no
// limit is passed, what was chunked here comes back, text becomes UTF-8, and a page that was converted is not converted
// again. The first byte chooses the content coding, the second the encoding that the header names.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read/charset.h"
#include "read/content_coding.h"
#include "read/http_message.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 6> kCodings = {"gzip", "deflate", "br", "zstd", "gzip, br", "identity"};
constexpr std::array<std::string_view, 12> kLabels = {"",       "utf-8",       "iso-8859-1", "gb2312",
                                                      "big5",   "euc-jp",      "x-sjis",     "euc-kr",
                                                      "utf-16", "iso-2022-jp", "koi8-r",     "none"};

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckHead(std::string_view message) {
  const absl::StatusOr<HttpHead> head = ParseHttpHead(message);
  if (!head.ok()) return;
  Require(head->size <= message.size() && head->status >= 0 && head->status <= 999);
  Require(head->content_type.size() <= message.size());
  (void)IsChunked(*head);
  (void)ParseMediaType(head->content_type);
}

void CheckChunks(std::string_view body, std::size_t chunk) {
  std::string joined;
  Require(JoinChunks(body, &joined).size() <= body.size());
  std::string chunked;
  for (std::size_t at = 0; at < body.size(); at += chunk) {
    const std::string_view piece = body.substr(at, chunk);
    constexpr char kDigits[] = "0123456789ABCDEF";
    chunked += {kDigits[piece.size() / 16], kDigits[piece.size() % 16], '\r', '\n'};
    chunked.append(piece).append("\r\n");
  }
  chunked += "0\r\n\r\n";
  Require(JoinChunks(chunked, &joined) == body);
}

void CheckCoding(std::string_view body, std::string_view coding) {
  constexpr std::uint64_t kMost = 100'000;
  std::string decoded;
  const absl::StatusOr<std::string_view> result = DecodeContent(body, coding, kMost, &decoded);
  if (result.ok()) Require(result->size() <= kMost || result->data() == body.data());
}

void CheckEncoding(std::string_view bytes, std::string_view label) {
  std::string mended;
  Require(IsUtf8(MendUtf8(bytes, &mended)));
  for (const ContentType type : {ContentType::kText, ContentType::kHtml}) {
    std::string converted;
    const std::string text(MendUtf8(ToUtf8(bytes, label, type, &converted), &mended));
    Require(IsUtf8(text) && text.size() <= 4 * bytes.size());
    // A second mark would be taken off, too, and an escape mean what the page says.
    if (text.starts_with("\xef\xbb\xbf") || text.find('\x1b') != std::string::npos) continue;
    Require(ToUtf8(text, {}, type, &converted) == text);
  }
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  copydesk::CheckHead(bytes);
  copydesk::CheckChunks(bytes, 1 + data[0] % 255);
  copydesk::CheckCoding(bytes, copydesk::kCodings[data[0] % copydesk::kCodings.size()]);
  copydesk::CheckEncoding(bytes, copydesk::kLabels[data[1] % copydesk::kLabels.size()]);
  return 0;
}
