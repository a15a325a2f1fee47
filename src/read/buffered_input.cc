#include "read/buffered_input.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "absl/status/statusor.h"

namespace copydesk {

BufferedInput::BufferedInput(std::unique_ptr<ByteSource> source, std::size_t step)
    : source_(std::move(source)), step_(step), buffer_(new char[kPadding]()) {}

void BufferedInput::CountRead(std::uint64_t* count) {
  count_ = count;
  *count_ += offset_ + (end_ - begin_);
}

bool BufferedInput::Fill(std::size_t wanted) {
  while (end_ - begin_ < wanted && !ended_) {
    MakeRoom();
    const absl::StatusOr<std::size_t> size = source_->Read(std::span<char>(buffer_.get() + end_, step_));
    if (!size.ok() || *size == 0) {
      ended_ = true;
      status_ = size.status();
    } else {
      end_ += *size;
      if (count_ != nullptr) *count_ += *size;
    }
    // Keeps readers of the padding off memory that was never written.
    std::memset(buffer_.get() + end_, 0, kPadding);
  }
  return end_ - begin_ >= wanted;
}

void BufferedInput::Consume(std::size_t size) {
  begin_ += size;
  offset_ += size;
}

bool BufferedInput::Resume(std::string_view start) {
  if (!ended_ || status_.ok() || !source_->Resume(start)) return false;
  ended_ = false;
  status_ = absl::OkStatus();
  return true;
}

void BufferedInput::MakeRoom() {
  if (capacity_ - end_ >= step_) return;
  const std::size_t size = end_ - begin_;
  if (capacity_ - size >= step_) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, size);
  } else {
    capacity_ = std::max(2 * capacity_, size + 2 * step_);
    // Not zeroed: pages that are never read into are never touched.
    std::unique_ptr<char[]> grown(new char[capacity_ + kPadding]);
    std::memcpy(grown.get(), buffer_.get() + begin_, size);
    buffer_ = std::move(grown);
  }
  begin_ = 0;
  end_ = size;
}

}  // namespace copydesk
