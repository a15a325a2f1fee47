#include "read/expansion_limit.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kLeastFreeBytes = std::uint64_t{1} << 20;

class LimitedSource final : public ByteSource {
 public:
  LimitedSource(std::unique_ptr<Decompressor> decompressed, const ExpansionLimit& limit)
      : decompressed_(std::move(decompressed)), limit_(limit) {}

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    absl::StatusOr<std::size_t> size = decompressed_->Read(buffer);
    if (!size.ok()) return size;
    bytes_ += *size;
    if (IsPassed()) {
      return absl::ResourceExhaustedError(absl::StrCat("decompresses to more than ", limit_.ratio,
                                                       " times its size; if that is right, decompress it first"));
    }
    return size;
  }

  [[nodiscard]] std::uint64_t doubtful_bytes() const override { return decompressed_->doubtful_bytes(); }

  bool Resume(std::string_view start) override {
    const bool is_passed = IsPassed();
    if (!decompressed_->Resume(start)) return false;
    if (is_passed) {
      limit_.free_bytes = std::max(limit_.free_bytes / 2, std::min(limit_.free_bytes, kLeastFreeBytes));
      bytes_ = 0;
      stored_before_ = decompressed_->stored_bytes();
    }
    return true;
  }

 private:
  [[nodiscard]] bool IsPassed() const {
    return bytes_ > limit_.free_bytes && bytes_ / limit_.ratio > decompressed_->stored_bytes() - stored_before_;
  }

  const std::unique_ptr<Decompressor> decompressed_;
  ExpansionLimit limit_;
  std::uint64_t bytes_ = 0;  // since the limit was passed the last time
  std::uint64_t stored_before_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> LimitExpansion(std::unique_ptr<Decompressor> decompressed, const ExpansionLimit& limit) {
  return std::make_unique<LimitedSource>(std::move(decompressed), limit);
}

}  // namespace copydesk
