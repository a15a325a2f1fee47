// A file for what does not fit in memory; it has no name, and is gone with the process, however that ends.
#ifndef COPYDESK_BASE_TEMPORARY_FILE_H_
#define COPYDESK_BASE_TEMPORARY_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace copydesk {

// Reading is thread-safe, also beside writing elsewhere in the file. Errors name the folder and the remedy:
// ResourceExhausted when the disk is full, PermissionDenied, NotFound, Unavailable, DataLoss when bytes are gone.
class TemporaryFile {
 public:
  // In `folder`; an empty one stands for TemporaryFolderName().
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<TemporaryFile>> Create(const std::string& folder);

  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] absl::Status WriteAt(std::uint64_t offset, std::span<const char> bytes);

  // Fills `bytes` with what was written there.
  [[nodiscard]] absl::Status ReadAt(std::uint64_t offset, std::span<char> bytes) const;

 private:
  TemporaryFile(std::string folder, int descriptor) : folder_(std::move(folder)), descriptor_(descriptor) {}

  std::string folder_;
  int descriptor_;
};

// The folder that TMPDIR names, or /tmp.
[[nodiscard]] std::string TemporaryFolderName();

// Bytes that a program may still write in `folder`. Errors: as above.
[[nodiscard]] absl::StatusOr<std::uint64_t> FreeSpace(const std::string& folder);

}  // namespace copydesk

#endif  // COPYDESK_BASE_TEMPORARY_FILE_H_
