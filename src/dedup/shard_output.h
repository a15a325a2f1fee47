// An output file, compressed as its name or its input says.
#ifndef COPYDESK_DEDUP_SHARD_OUTPUT_H_
#define COPYDESK_DEDUP_SHARD_OUTPUT_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/output_file.h"
#include "export/compress.h"

namespace copydesk {

// Protocol: Create Append* Commit?; without Commit nothing is left behind. Not thread-safe.
class ShardOutput {
 public:
  // Makes the folders between `folder`, which exists, and `path` below it. Errors: those of OutputFile::Create.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<ShardOutput>> Create(const std::string& path,
                                                                           const std::string& folder,
                                                                           const OutputFile::Options& options,
                                                                           ExportCompression compression);

  [[nodiscard]] absl::Status Append(std::string_view bytes);

  // Ends the gzip member or zstd frame, where there is compression; the next byte begins another.
  [[nodiscard]] absl::Status EndMember();

  [[nodiscard]] absl::Status Commit();

 private:
  ShardOutput(OutputFile file, ExportCompression compression) : file_(std::move(file)), compression_(compression) {}
  [[nodiscard]] absl::Status Begin();

  OutputFile file_;
  ExportCompression compression_;
  std::unique_ptr<ByteWriter> writer_;  // null between members
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_SHARD_OUTPUT_H_
