// Content codings of HTTP (RFC 9110, section 8.4.1): gzip, deflate, br, zstd.
#ifndef COPYDESK_READ_CONTENT_CODING_H_
#define COPYDESK_READ_CONTENT_CODING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace copydesk {

// `body` without the coding that a Content-Encoding field names, in `decoded` when it had one.
// - gzip and x-gzip, deflate (with the zlib header or without), br, zstd; identity and what is no coding at all are
//   passed over. Archivers often decode and keep the field: a body that does not begin as its coding does is returned
//   as it is.
// - A body that ends early is taken as far as it goes, as browsers do; what follows the end is left out.
// - Errors, whose messages are reasons as in Reject: ResourceExhausted when more than `max_bytes` come out;
//   Unimplemented for several codings, which are not followed, and for compress; DataLoss for damaged data.
// Memory: twice `max_bytes`, and the window of the coding, 16 MiB at most.
[[nodiscard]] absl::StatusOr<std::string_view> DecodeContent(std::string_view body, std::string_view codings,
                                                             std::uint64_t max_bytes, std::string* decoded);

}  // namespace copydesk

#endif  // COPYDESK_READ_CONTENT_CODING_H_
