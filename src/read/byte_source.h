// Streams of bytes: what files, standard input and decompression have in common.
#ifndef COPYDESK_READ_BYTE_SOURCE_H_
#define COPYDESK_READ_BYTE_SOURCE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace copydesk {

// Read once, from the start. Not thread-safe.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Writes the next bytes to `buffer`, which is not empty, and returns how many: at least one, or 0 at the end. The
  // message of an error is a reason as in Reject; bytes before the damage were given by earlier calls. Nothing may be
  // read after the end or, unless Resume says so, an error.
  virtual absl::StatusOr<std::size_t> Read(std::span<char> buffer) = 0;

  // After an error: how many of the bytes given last are of what is damaged, and may be wrong.
  [[nodiscard]] virtual std::uint64_t doubtful_bytes() const { return 0; }

  // After an error: whether there is a place behind the damage from which on Read goes on, and what it gives then
  // begins with `start`. Only compressed streams of several members or frames have such places.
  virtual bool Resume(std::string_view start) {
    (void)start;
    return false;
  }
};

// kRegular refuses whatever is no regular file, without blocking on it: for files found in a folder.
enum class FileKind : std::uint8_t { kAny, kRegular };

// NotFound, PermissionDenied or another error of open(2). The message does not name the file. A wait for data of a pipe
// ends with Cancelled within a tenth of a second once `*cancel` is true; `cancel` may be null.
[[nodiscard]] absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path, FileKind kind,
                                                                   const std::atomic<bool>* cancel);

// Reads an open descriptor, which must stay open while this is live and is not closed by it. A wait for data ends as
// that of OpenFile does.
[[nodiscard]] std::unique_ptr<ByteSource> ReadDescriptor(int descriptor, const std::atomic<bool>* cancel);

// Adds the number of bytes read to `*count`, which must stay live while this is live.
[[nodiscard]] std::unique_ptr<ByteSource> CountBytes(std::unique_ptr<ByteSource> source, std::uint64_t* count);

}  // namespace copydesk

#endif  // COPYDESK_READ_BYTE_SOURCE_H_
