// Bytes that are appended and read back: in memory, and on demand in a temporary file.
#ifndef COPYDESK_BASE_SPILLED_BYTES_H_
#define COPYDESK_BASE_SPILLED_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "base/temporary_file.h"

namespace copydesk {

// Any number of readers beside one writer.
class SpilledBytes {
 public:
  // Makes its file, in `folder`, when it is first needed.
  explicit SpilledBytes(std::string folder) : folder_(std::move(folder)) {}

  // Returns where the bytes begin.
  std::uint64_t Append(std::string_view bytes);

  // The bytes [begin, begin + length), which were appended. Errors: those of TemporaryFile.
  [[nodiscard]] absl::Status Read(std::uint64_t begin, std::size_t length, std::string* bytes) const;

  // Moves what is in memory to the file. Errors: those of TemporaryFile; nothing is lost then.
  [[nodiscard]] absl::Status Spill();

  // Bytes that were appended.
  [[nodiscard]] std::uint64_t size() const;

  // Bytes in memory, in whole pieces.
  [[nodiscard]] std::uint64_t MemoryBytes() const;

  // Whether some of them are in the file.
  [[nodiscard]] bool HasSpilled() const;

 private:
  static constexpr std::size_t kPieceBits = 20;
  static constexpr std::size_t kPiece = std::size_t{1} << kPieceBits;
  using Piece = std::shared_ptr<char[]>;

  const std::string folder_;
  mutable std::mutex mutex_;
  std::unique_ptr<TemporaryFile> file_;
  std::vector<Piece> pieces_;  // from byte `spilled_` on
  std::uint64_t spilled_ = 0;  // bytes in the file
  std::uint64_t size_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_BASE_SPILLED_BYTES_H_
