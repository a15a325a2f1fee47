// Splits a stream into lines.
#ifndef COPYDESK_READ_LINE_SPLITTER_H_
#define COPYDESK_READ_LINE_SPLITTER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "read/buffered_input.h"

namespace copydesk {

struct Line {
  std::string_view bytes = {};  // without the line end, which is LF or CR LF; empty if too long
  std::uint64_t number = 0;     // from 1
  std::uint64_t offset = 0;     // of the first byte in the stream
  bool terminated = false;      // false for a last line without line end
  bool too_long = false;
  std::string_view line_end = {};  // as it is: LF, CR LF, nothing, or a CR before the end of the stream
};

// Linear in the stream; a line above the limit is passed over without being kept. Not thread-safe.
class LineSplitter {
 public:
  // `input` must stay live while this is live.
  LineSplitter(BufferedInput* input, std::uint64_t max_line_bytes) : input_(input), max_line_bytes_(max_line_bytes) {}

  // False at the end. `line->bytes` is valid until the next call and followed by BufferedInput::kPadding readable
  // bytes.
  bool Next(Line* line);

 private:
  void PassOver(Line* line);

  BufferedInput* const input_;
  const std::uint64_t max_line_bytes_;
  std::uint64_t lines_ = 0;
  std::size_t taken_ = 0;  // bytes of the line given last, with its end
};

}  // namespace copydesk

#endif  // COPYDESK_READ_LINE_SPLITTER_H_
