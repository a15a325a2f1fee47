#include "store/text_codec.h"

#include <zstd.h>

#include <cstdint>
#include <limits>
#include <memory>

#include "absl/status/status.h"

namespace copydesk {
namespace {

constexpr char kPlain = 0;
constexpr char kZstd = 1;

// Of texts of a few KiB higher levels save nothing, and take longer.
constexpr int kLevel = 1;

// More than any frame of zstd expands to.
constexpr std::uint64_t kMostExpansion = std::uint64_t{32} << 10;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string PackText(std::string_view text) {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  std::string bytes(1, kZstd);
  bytes.resize(1 + ZSTD_compressBound(text.size()));
  const std::size_t size =
      ZSTD_compressCCtx(context.get(), bytes.data() + 1, bytes.size() - 1, text.data(), text.size(), kLevel);
  if (ZSTD_isError(size) == 0 && size < text.size()) {
    bytes.resize(1 + size);
    return bytes;
  }
  bytes.assign(1, kPlain);
  bytes.append(text);
  return bytes;
}

absl::StatusOr<std::string> UnpackText(std::string_view bytes) {
  const auto damaged = [] { return absl::DataLossError("a packed text does not decode"); };
  if (bytes.empty()) return damaged();
  const std::string_view content = bytes.substr(1);
  if (bytes[0] == kPlain) return std::string(content);
  if (bytes[0] != kZstd) return damaged();
  const unsigned long long size = ZSTD_getFrameContentSize(content.data(), content.size());
  if (size > std::numeric_limits<std::uint32_t>::max() || size > content.size() * kMostExpansion) return damaged();
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  std::string text(size, '\0');
  const std::size_t written =
      ZSTD_decompressDCtx(context.get(), text.data(), text.size(), content.data(), content.size());
  if (ZSTD_isError(written) != 0 || written != text.size()) return damaged();
  return text;
}

}  // namespace copydesk
