#include "copydesk/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

absl::Status SystemError(int error, const std::string& path, const char* what) {
  return absl::ErrnoToStatus(error, absl::StrCat(path, ": ", what));
}

// Whether `path` is in a folder or in one of those below it.
bool LiesIn(const std::string& path, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path place = fs::canonical(fs::absolute(path, error).parent_path(), error);
  while (!error) {
    if (fs::equivalent(place, folder, error)) return true;
    if (!place.has_relative_path()) return false;
    place = place.parent_path();
  }
  return false;
}

bool IsSameFile(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

absl::Status CheckReplaceable(const std::string& path, const OutputFile::Options& options) {
  for (const std::string& input : options.inputs) {
    struct stat of_input = {};
    if (::stat(input.c_str(), &of_input) == 0 && S_ISDIR(of_input.st_mode) && LiesIn(path, input)) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": lies in the input folder ", input, "; name an output outside of it"));
    }
  }
  struct stat existing = {};
  if (::lstat(path.c_str(), &existing) != 0) {
    return errno == ENOENT ? absl::OkStatus() : SystemError(errno, path, "cannot be written");
  }
  if (S_ISLNK(existing.st_mode)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a symbolic link; name the file itself"));
  }
  if (S_ISDIR(existing.st_mode)) return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder"));
  if (!S_ISREG(existing.st_mode)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a device or a pipe; name a file"));
  }
  for (const std::string& input : options.inputs) {
    struct stat of_input = {};
    if (::stat(input.c_str(), &of_input) == 0 && IsSameFile(existing, of_input)) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": is also an input; name another output"));
    }
  }
  if (options.force) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(path, ": exists; add --force to replace it"));
}

}  // namespace

absl::Status CreateFolder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0) return absl::OkStatus();
  const int error = errno;
  struct stat existing = {};
  if (error == EEXIST && ::stat(path.c_str(), &existing) == 0) {
    if (S_ISDIR(existing.st_mode)) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(path, ": exists and is no folder"));
  }
  return SystemError(error, path, "cannot be created");
}

absl::StatusOr<OutputFile> OutputFile::Create(const std::string& path, const Options& options) {
  if (absl::Status status = CheckReplaceable(path, options); !status.ok()) return status;
  const std::string temporary = absl::StrCat(path, ".part-", ::getpid());
  const int descriptor = ::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor < 0 && errno == ENOENT) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be written; its folder does not exist, make it first"));
  }
  if (descriptor < 0) return SystemError(errno, path, "cannot be written");
  std::FILE* const file = ::fdopen(descriptor, "wb");
  if (file == nullptr) {
    const int error = errno;
    ::close(descriptor);
    ::unlink(temporary.c_str());
    return SystemError(error, path, "cannot be written");
  }
  return OutputFile(path, temporary, file);
}

OutputFile::OutputFile(std::string path, std::string temporary, std::FILE* file)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(file) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      file_(std::exchange(other.file_, nullptr)),
      error_(other.error_) {}

OutputFile::~OutputFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  ::unlink(temporary_.c_str());
}

void OutputFile::Append(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size() && error_ == 0) error_ = errno;
}

absl::Status OutputFile::Commit() {
  std::FILE* const file = std::exchange(file_, nullptr);
  int error = error_;
  const auto check = [&](int result) {
    if (result != 0 && error == 0) error = errno;
  };
  check(std::fflush(file));
  check(::fsync(::fileno(file)));
  check(std::fclose(file));
  if (error == 0) check(::rename(temporary_.c_str(), path_.c_str()));
  if (error == 0) return absl::OkStatus();
  ::unlink(temporary_.c_str());
  return SystemError(error, path_, "cannot be written");
}

}  // namespace copydesk
