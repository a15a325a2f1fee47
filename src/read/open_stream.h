// From bytes to records: recognises compression and format, and picks the reader.
#ifndef COPYDESK_READ_OPEN_STREAM_H_
#define COPYDESK_READ_OPEN_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "copydesk/reader.h"
#include "read/byte_source.h"
#include "read/read_state.h"
#include "read/record_stream.h"

namespace copydesk {

// The decompressed bytes of `source`, whatever it is compressed with, counted in `*bytes_out`. An error only when
// decompression cannot be set up. `step` is how many bytes are read at a time.
[[nodiscard]] absl::StatusOr<std::unique_ptr<BufferedInput>> OpenDecompressed(
    std::unique_ptr<ByteSource> source, bool allow_large_window, std::uint64_t* bytes_out,
    std::size_t step = BufferedInput::kDefaultStep);

// The records of `source`; `file` names it, "-" for standard input. The message of an error is the reason for which the
// input is rejected as a whole. `state`, in which bytes are counted, must stay live while the stream is live.
[[nodiscard]] absl::StatusOr<std::unique_ptr<RecordStream>> OpenRecordStream(
    const std::string& file, std::unique_ptr<ByteSource> source, const ReaderOptions& options, ReadState* state,
    std::size_t step = BufferedInput::kDefaultStep);

}  // namespace copydesk

#endif  // COPYDESK_READ_OPEN_STREAM_H_
