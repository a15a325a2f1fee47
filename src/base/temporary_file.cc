#include "base/temporary_file.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

absl::Status FileError(int error, const std::string& folder, const char* what) {
  const std::string message =
      absl::StrCat("temporary files in ", folder, " ", what, ": ", std::strerror(error),
                   error == ENOSPC || error == EDQUOT
                       ? "; free some space, name another folder with --temp-dir, or allow more --memory"
                       : "; name another folder with --temp-dir");
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(message);
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(message);
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(message);
    default:
      return absl::UnavailableError(message);
  }
}

// O_TMPFILE where the file system has it; elsewhere a name that is taken away at once.
int OpenUnnamed(const std::string& folder) {
  const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return unnamed;
  std::string name = folder + "/copydesk-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

std::string TemporaryFolderName() {
  const char* const named = std::getenv("TMPDIR");
  return named == nullptr || *named == '\0' ? "/tmp" : named;
}

absl::StatusOr<std::unique_ptr<TemporaryFile>> TemporaryFile::Create(const std::string& folder) {
  std::string chosen = folder.empty() ? TemporaryFolderName() : folder;
  const int descriptor = OpenUnnamed(chosen);
  if (descriptor < 0) return FileError(errno, chosen, "cannot be made");
  return std::unique_ptr<TemporaryFile>(new TemporaryFile(std::move(chosen), descriptor));
}

TemporaryFile::~TemporaryFile() { ::close(descriptor_); }

absl::Status TemporaryFile::WriteAt(std::uint64_t offset, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return FileError(written == 0 ? ENOSPC : errno, folder_, "cannot be written");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return absl::OkStatus();
}

absl::Status TemporaryFile::ReadAt(std::uint64_t offset, std::span<char> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return FileError(errno, folder_, "cannot be read");
    if (got == 0) return absl::DataLossError(absl::StrCat("a temporary file in ", folder_, " was cut short"));
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::uint64_t> FreeSpace(const std::string& folder) {
  const std::string chosen = folder.empty() ? TemporaryFolderName() : folder;
  struct statvfs found = {};
  if (::statvfs(chosen.c_str(), &found) != 0) return FileError(errno, chosen, "cannot be made");
  return std::uint64_t{found.f_bavail} * found.f_frsize;
}

}  // namespace copydesk
