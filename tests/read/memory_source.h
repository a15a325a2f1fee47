// A byte source over a string, for tests: gives pieces of chosen sizes and can end in an error.
#ifndef COPYDESK_TESTS_READ_MEMORY_SOURCE_H_
#define COPYDESK_TESTS_READ_MEMORY_SOURCE_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "read/byte_source.h"

namespace copydesk {

class MemorySource final : public ByteSource {
 public:
  // `bytes` must stay live while this is live. `piece` gives the size of the next piece, at least 1.
  explicit MemorySource(
      std::string_view bytes, std::function<std::size_t()> piece = [] { return std::size_t{1} << 30; },
      absl::Status end = absl::OkStatus())
      : bytes_(bytes), piece_(std::move(piece)), end_(std::move(end)) {}

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    if (bytes_.empty() && !end_.ok()) return end_;
    const std::size_t size = std::min({bytes_.size(), buffer.size(), piece_()});
    std::copy_n(bytes_.begin(), size, buffer.begin());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  const std::function<std::size_t()> piece_;
  const absl::Status end_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_READ_MEMORY_SOURCE_H_
