// Decompression of gzip (RFC 1952) and zstd (RFC 8878) streams.
//
// Memory is bounded by the window of the format, 32 KiB for gzip, and about a megabyte of stored bytes, and does not
// depend on the ratio. Errors are DataLoss: truncated or damaged data, or bytes after a member or frame that start no
// other.
#ifndef COPYDESK_READ_DECOMPRESS_H_
#define COPYDESK_READ_DECOMPRESS_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "read/buffered_input.h"
#include "read/byte_source.h"

namespace copydesk {

class Decompressor : public ByteSource {
 public:
  // Stored bytes that what was given so far came from.
  [[nodiscard]] virtual std::uint64_t stored_bytes() const = 0;
};

// All members, one after the other.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Decompressor>> GunzipSource(std::unique_ptr<BufferedInput> input);

// All frames, one after the other; skippable ones are skipped, but for a dictionary at the start (magic 0x184D2A5D, as
// in WARC files that are compressed record by record), which the frames are then read with. A frame with a window above
// 128 MiB is an error unless `allow_large_window`, and then needs that much memory, 2 GiB at most.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Decompressor>> UnzstdSource(std::unique_ptr<BufferedInput> input,
                                                                         bool allow_large_window);

}  // namespace copydesk

#endif  // COPYDESK_READ_DECOMPRESS_H_
