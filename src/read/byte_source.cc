#include "read/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/status.h"

namespace copydesk {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, bool owned, const std::atomic<bool>* cancel)
      : descriptor_(descriptor), owned_(owned), cancel_(cancel) {}
  ~FileSource() override {
    if (owned_) close(descriptor_);
  }

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    while (true) {
      if (cancel_ != nullptr && cancel_->load()) return absl::CancelledError("interrupted");
      if (cancel_ != nullptr && !IsReady()) continue;
      const ssize_t size = read(descriptor_, buffer.data(), buffer.size());
      if (size >= 0) return static_cast<std::size_t>(size);
      if (errno != EINTR && errno != EAGAIN) return absl::ErrnoToStatus(errno, "read error");
    }
  }

 private:
  // Whether a read would not wait, after waiting a little for it. A pipe that nobody has opened for writing is not at
  // its end yet.
  bool IsReady() const {
    constexpr int kMilliseconds = 50;
    pollfd wanted = {.fd = descriptor_, .events = POLLIN, .revents = 0};
    return poll(&wanted, 1, kMilliseconds) > 0;
  }

  const int descriptor_;
  const bool owned_;
  const std::atomic<bool>* const cancel_;
};

class CountingSource final : public ByteSource {
 public:
  CountingSource(std::unique_ptr<ByteSource> source, std::uint64_t* count)
      : source_(std::move(source)), count_(count) {}

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    absl::StatusOr<std::size_t> size = source_->Read(buffer);
    if (size.ok()) *count_ += *size;
    return size;
  }

 private:
  const std::unique_ptr<ByteSource> source_;
  std::uint64_t* const count_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path, FileKind kind,
                                                     const std::atomic<bool>* cancel) {
  // A pipe would block in open(2) until someone writes to it.
  const int nonblocking = kind == FileKind::kRegular || cancel != nullptr ? O_NONBLOCK : 0;
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | nonblocking);
  if (descriptor < 0) return absl::ErrnoToStatus(errno, "cannot be opened");
  struct stat info = {};
  if (fstat(descriptor, &info) != 0) {
    close(descriptor);
    return absl::ErrnoToStatus(errno, "cannot be opened");
  }
  // A regular file never makes one wait.
  auto source = std::make_unique<FileSource>(descriptor, /*owned=*/true, S_ISREG(info.st_mode) ? nullptr : cancel);
  if (kind == FileKind::kRegular && !S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError("no regular file; name it directly to read it");
  }
  return source;
}

std::unique_ptr<ByteSource> ReadDescriptor(int descriptor, const std::atomic<bool>* cancel) {
  return std::make_unique<FileSource>(descriptor, /*owned=*/false, cancel);
}

std::unique_ptr<ByteSource> CountBytes(std::unique_ptr<ByteSource> source, std::uint64_t* count) {
  return std::make_unique<CountingSource>(std::move(source), count);
}

}  // namespace copydesk
