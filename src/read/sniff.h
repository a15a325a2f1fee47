// Recognises formats by the first bytes of a stream.
#ifndef COPYDESK_READ_SNIFF_H_
#define COPYDESK_READ_SNIFF_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "copydesk/reader.h"

namespace copydesk {

// How many bytes the functions below want to see, unless the stream is shorter. They see no further: a stream that
// starts with more blanks than this counts as text.
inline constexpr std::size_t kSniffBytes = std::size_t{64} << 10;

inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

enum class Compression : std::uint8_t { kNone, kGzip, kZstd };

[[nodiscard]] Compression SniffCompression(std::string_view head);

// The name, with its article, of a format that is known and not read ("a PDF document"); empty for all others.
// `markup` looks for drafts of WARC as well, which are text to the bytes.
[[nodiscard]] std::string_view UnsupportedFormat(std::string_view head, bool markup);

// JSON lines, HTML, WARC or text, never kAuto. WARC is what starts with "WARC/1.", and anything in a file whose name
// ends in .warc or .wet, so that a bad first record costs only itself. HTML is what starts with its document type or
// <html>, after blanks, comments and a byte order mark, and any text in a file whose name ends in .html, .htm or
// .xhtml. JSON lines are
// - what starts with '{', or with '[' and '{' (a JSON array, which the reader of JSON lines explains), after blanks and
//   a byte order mark;
// - any text in a file whose name ends in .jsonl or .ndjson, so that a bad first line costs only itself.
// In a file whose name ends in .txt, .text or .md the first line must be a whole JSON object: templates and notes start
// with braces, too. An ending .gz or .zst is set aside. `head` are the first bytes, kSniffBytes or all there are.
[[nodiscard]] InputFormat SniffText(std::string_view name, std::string_view head);

}  // namespace copydesk

#endif  // COPYDESK_READ_SNIFF_H_
