// A window on a byte source: bytes can be looked at before they are taken, in one piece and with padding.
#ifndef COPYDESK_READ_BUFFERED_INPUT_H_
#define COPYDESK_READ_BUFFERED_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "read/byte_source.h"

namespace copydesk {

// Memory: at most twice the largest window asked for, plus a few steps. Not thread-safe.
class BufferedInput {
 public:
  // This many bytes after data() can be read, whatever they are.
  static constexpr std::size_t kPadding = 64;

  static constexpr std::size_t kDefaultStep = std::size_t{256} << 10;

  // Asks `source` for at most `step` bytes at a time.
  explicit BufferedInput(std::unique_ptr<ByteSource> source, std::size_t step = kDefaultStep);

  // Adds the bytes read, those read already among them, to `*count`, which must stay live while this is live.
  void CountRead(std::uint64_t* count);

  // Reads until the window has at least `wanted` bytes. False when the source ended before.
  bool Fill(std::size_t wanted);

  // The window. Valid until the next Fill.
  [[nodiscard]] std::string_view data() const { return {buffer_.get() + begin_, end_ - begin_}; }

  // Takes the first `size` bytes of the window; the others keep their place in memory.
  void Consume(std::size_t size);

  // Bytes consumed: where data() starts in the stream.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  // After an end by damage: goes on behind it, if the source can (ByteSource::Resume). What is read then follows the
  // bytes of the window, which should be consumed before.
  bool Resume(std::string_view start);

  // No byte will follow those of the window; status() says whether because of damage.
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] const absl::Status& status() const { return status_; }

  // After an end by damage: how many of the last bytes of the stream may be wrong (ByteSource::doubtful_bytes).
  [[nodiscard]] std::uint64_t doubtful_bytes() const { return status_.ok() ? 0 : source_->doubtful_bytes(); }

 private:
  void MakeRoom();

  const std::unique_ptr<ByteSource> source_;
  const std::size_t step_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;  // without the padding
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t* count_ = nullptr;
  bool ended_ = false;
  absl::Status status_;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_BUFFERED_INPUT_H_
