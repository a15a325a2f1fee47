#include "read/expansion_limit.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

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

  bool Resume(std::string_view start) override { return !IsPassed() && decompressed_->Resume(start); }

 private:
  [[nodiscard]] bool IsPassed() const {
    return bytes_ > limit_.free_bytes && bytes_ / limit_.ratio > decompressed_->stored_bytes();
  }

  const std::unique_ptr<Decompressor> decompressed_;
  const ExpansionLimit limit_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> LimitExpansion(std::unique_ptr<Decompressor> decompressed, const ExpansionLimit& limit) {
  return std::make_unique<LimitedSource>(std::move(decompressed), limit);
}

}  // namespace copydesk
