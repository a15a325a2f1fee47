#include "base/spilled_bytes.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "absl/container/inlined_vector.h"
#include "base/status.h"

namespace copydesk {

std::uint64_t SpilledBytes::Append(std::string_view bytes) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::uint64_t begin = size_;
  while (!bytes.empty()) {
    const std::size_t in_piece = (size_ - spilled_) & (kPiece - 1);
    if (in_piece == 0) pieces_.push_back(std::make_shared_for_overwrite<char[]>(kPiece));
    const std::size_t count = std::min(bytes.size(), kPiece - in_piece);
    std::memcpy(&pieces_.back()[static_cast<std::ptrdiff_t>(in_piece)], bytes.data(), count);
    bytes.remove_prefix(count);
    size_ += count;
  }
  return begin;
}

absl::Status SpilledBytes::Read(std::uint64_t begin, std::size_t length, std::string* bytes) const {
  bytes->resize(length);
  const std::span<char> out(*bytes);
  absl::InlinedVector<Piece, 2> pieces;  // they outlive a move to the file
  std::size_t in_file = 0;
  std::uint64_t in_memory_from = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    in_file = begin >= spilled_ ? 0 : static_cast<std::size_t>(std::min<std::uint64_t>(length, spilled_ - begin));
    in_memory_from = begin + in_file - spilled_;
    if (length > in_file) {
      const std::uint64_t last = in_memory_from + (length - in_file) - 1;
      pieces.assign(pieces_.begin() + static_cast<std::ptrdiff_t>(in_memory_from >> kPieceBits),
                    pieces_.begin() + static_cast<std::ptrdiff_t>(last >> kPieceBits) + 1);
    }
  }
  std::size_t in_piece = in_memory_from & (kPiece - 1);
  std::size_t done = in_file;
  for (const Piece& piece : pieces) {
    const std::size_t count = std::min(length - done, kPiece - in_piece);
    std::memcpy(&out[done], &piece[static_cast<std::ptrdiff_t>(in_piece)], count);
    done += count;
    in_piece = 0;
  }
  return in_file == 0 ? absl::OkStatus() : file_->ReadAt(begin, out.first(in_file));
}

absl::Status SpilledBytes::Spill() {
  // Nobody but this thread appends, so that what is read here without the mutex does not change.
  if (spilled_ == size_) return absl::OkStatus();
  if (file_ == nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(file_, TemporaryFile::Create(folder_));
  }
  std::uint64_t offset = spilled_;
  for (const Piece& piece : pieces_) {
    const std::size_t count = std::min<std::uint64_t>(kPiece, size_ - offset);
    COPYDESK_RETURN_IF_ERROR(file_->WriteAt(offset, {piece.get(), count}));
    offset += count;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  pieces_.clear();
  spilled_ = size_;
  return absl::OkStatus();
}

std::uint64_t SpilledBytes::size() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return size_;
}

std::uint64_t SpilledBytes::MemoryBytes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::uint64_t{pieces_.size()} << kPieceBits;
}

bool SpilledBytes::HasSpilled() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return spilled_ > 0;
}

}  // namespace copydesk
