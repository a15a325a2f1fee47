// An HTTP response as an archive keeps it (RFC 9112): status line, fields, body.
//
// Archives hold what servers sent and what archivers made of it, so that much is let pass: bare line feeds, lines that
// are no field, a body that was decoded already while the header still names the coding.
#ifndef COPYDESK_READ_HTTP_MESSAGE_H_
#define COPYDESK_READ_HTTP_MESSAGE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace copydesk {

inline constexpr std::size_t kMaxHttpHeadBytes = std::size_t{256} << 10;
inline constexpr std::size_t kMaxHttpHeadLines = 1000;

struct HttpHead {
  int status = 0;
  std::string content_type;       // the first one
  std::string content_encoding;   // all of them, in order, separated by commas
  std::string transfer_encoding;  // as well
  std::size_t size = 0;           // where the body begins
};

// The head of the final response of `message`: those of status 1xx before it are passed over. A head that the message
// ends in is whole, and its body empty. The message of an error is a reason as in Reject: no status line, or a head
// above the limits. Linear.
[[nodiscard]] absl::StatusOr<HttpHead> ParseHttpHead(std::string_view message);

// `body` without the frames of the chunked transfer coding, in `joined` when it had any. The body itself when it does
// not begin with a chunk, or one is not followed by its line end: many archives keep bodies joined. One that ends
// early, within a chunk or before the last one, is taken as far as it goes; what follows the last chunk is left out.
// Linear.
[[nodiscard]] std::string_view JoinChunks(std::string_view body, std::string* joined);

// Whether the transfer coding of `head` ends in chunked.
[[nodiscard]] bool IsChunked(const HttpHead& head);

// The value of a Content-Type field.
struct MediaType {
  std::string name;     // "text/html", lower case
  std::string charset;  // as given, without quotes; empty when there is none
};
[[nodiscard]] MediaType ParseMediaType(std::string_view value);

}  // namespace copydesk

#endif  // COPYDESK_READ_HTTP_MESSAGE_H_
