#include "read/expansion_limit.h"

#include <cstddef>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

class LimitedSource final : public ByteSource {
 public:
  LimitedSource(std::unique_ptr<ByteSource> decompressed, const BufferedInput& stored, const ExpansionLimit& limit)
      : decompressed_(std::move(decompressed)), stored_(stored), limit_(limit) {}

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    absl::StatusOr<std::size_t> size = decompressed_->Read(buffer);
    if (!size.ok()) return size;
    bytes_ += *size;
    if (bytes_ > limit_.free_bytes && bytes_ / limit_.ratio > stored_.offset()) {
      return absl::ResourceExhaustedError(absl::StrCat("decompresses to more than ", limit_.ratio,
                                                       " times its size; if that is right, decompress it first"));
    }
    return size;
  }

 private:
  const std::unique_ptr<ByteSource> decompressed_;
  const BufferedInput& stored_;
  const ExpansionLimit limit_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> LimitExpansion(std::unique_ptr<ByteSource> decompressed, const BufferedInput& stored,
                                           const ExpansionLimit& limit) {
  return std::make_unique<LimitedSource>(std::move(decompressed), stored, limit);
}

}  // namespace copydesk
