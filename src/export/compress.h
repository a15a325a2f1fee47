// Compression of an export as it is written: gzip (RFC 1952) and zstd (RFC 8878).
#ifndef COPYDESK_EXPORT_COMPRESS_H_
#define COPYDESK_EXPORT_COMPRESS_H_

#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store_export.h"

namespace copydesk {

// Protocol: Append* Finish. Nothing follows an error. Not thread-safe.
class ByteWriter {
 public:
  ByteWriter() = default;
  ByteWriter(const ByteWriter&) = delete;
  ByteWriter& operator=(const ByteWriter&) = delete;
  virtual ~ByteWriter() = default;

  // Errors: those of the sink; Internal when the library for compression fails.
  [[nodiscard]] virtual absl::Status Append(std::string_view bytes) = 0;
  [[nodiscard]] virtual absl::Status Finish() = 0;
};

// Writes to `sink`, one gzip member or one zstd frame with its checksum. ResourceExhausted without memory for it.
[[nodiscard]] absl::StatusOr<std::unique_ptr<ByteWriter>> CompressTo(ExportSink sink, ExportCompression compression);

}  // namespace copydesk

#endif  // COPYDESK_EXPORT_COMPRESS_H_
