// Output that appears whole under its final name, or not at all.
#ifndef COPYDESK_OUTPUT_FILE_H_
#define COPYDESK_OUTPUT_FILE_H_

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace copydesk {

// Creates a folder unless it exists. Its parent must exist. Errors: FailedPrecondition when something else has the
// name; PermissionDenied; NotFound for a missing parent.
[[nodiscard]] absl::Status CreateFolder(const std::string& path);

// A file that is written beside its final place and renamed by Commit; without Commit nothing is left behind. Protocol:
// Create Append* Commit?. Not thread-safe.
class OutputFile {
 public:
  struct Options {
    bool force = false;                   // replace a file that exists
    std::span<const std::string> inputs;  // files, never replaced, and folders, never written into, even by `force`
  };

  // Errors: AlreadyExists, with the remedy, when `path` exists without `force`; InvalidArgument when `path` is one of
  // the inputs or lies in one, or is a folder or a symbolic link.
  [[nodiscard]] static absl::StatusOr<OutputFile> Create(const std::string& path, const Options& options);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Errors of the disk are kept and reported by Commit.
  void Append(std::string_view bytes);

  // Flushes to the disk and renames. Errors: the system's, ResourceExhausted for a full disk; the final name is then
  // untouched.
  [[nodiscard]] absl::Status Commit();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  OutputFile(std::string path, std::string temporary, std::FILE* file);

  std::string path_;
  std::string temporary_;
  std::FILE* file_;
  int error_ = 0;  // of the first Append that failed
};

}  // namespace copydesk

#endif  // COPYDESK_OUTPUT_FILE_H_
