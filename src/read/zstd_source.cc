#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "read/decompress.h"

namespace copydesk {
namespace {

constexpr int kUsualWindowLog = 27;  // 128 MiB, also the limit of the zstd command

// Enough to tell frame from frame; the library then says how much it wants.
constexpr std::size_t kFrameStart = 5;

constexpr std::size_t kBlockHeader = 3;

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<BufferedInput> input) : input_(std::move(input)), context_(ZSTD_createDCtx()) {}

  absl::Status Init(bool allow_large_window) {
    if (context_ == nullptr) return absl::ResourceExhaustedError("no memory for zstd");
    const int window_log = allow_large_window ? ZSTD_dParam_getBounds(ZSTD_d_windowLogMax).upperBound : kUsualWindowLog;
    const std::size_t result = ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, window_log);
    return ZSTD_isError(result) == 0 ? absl::OkStatus() : absl::InternalError(ZSTD_getErrorName(result));
  }

  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    while (true) {
      // One block or block header a call, and none while output waits: the library drops the output of a call that
      // fails, and everything before the damage is to be kept.
      std::size_t available = 0;
      if (!output_waits_) {
        input_->Fill(1);
        available = std::min(input_->data().size(), wanted_);
        if (available == 0 && between_frames_) return AtEnd(0);
      }
      ZSTD_inBuffer in = {input_->data().data(), available, 0};
      ZSTD_outBuffer out = {buffer.data(), buffer.size(), 0};
      const std::size_t result = ZSTD_decompressStream(context_.get(), &out, &in);
      if (ZSTD_isError(result) != 0) return Failure(result);
      input_->Consume(in.pos);
      const bool stalled = available == 0 && out.pos == 0 && !output_waits_;
      output_waits_ = out.pos == out.size;
      if (available > 0 || result == 0) between_frames_ = result == 0;
      wanted_ = result == 0 ? kFrameStart : WithoutNextHeader(result);
      if (out.pos > 0) return out.pos;
      if (stalled) return AtEnd(absl::DataLossError("truncated zstd; fetch the file again"));
    }
  }

 private:
  // What the library asks for is a block and the header of the next one.
  static std::size_t WithoutNextHeader(std::size_t hint) { return hint > kBlockHeader ? hint - kBlockHeader : hint; }

  // `otherwise`, unless reading the input had failed.
  [[nodiscard]] absl::StatusOr<std::size_t> AtEnd(absl::StatusOr<std::size_t> otherwise) const {
    if (!input_->status().ok()) return input_->status();
    return otherwise;
  }

  [[nodiscard]] absl::Status Failure(std::size_t result) const {
    switch (ZSTD_getErrorCode(result)) {
      case ZSTD_error_frameParameter_windowTooLarge:
        return absl::DataLossError("zstd window above 128 MiB; --allow-large-window reads it");
      case ZSTD_error_prefix_unknown:
        return absl::DataLossError(
            "bytes after the last zstd frame that are no zstd; what comes before them was read, remove them");
      default:
        return absl::DataLossError(
            absl::StrCat("corrupt zstd (", ZSTD_getErrorName(result), "); fetch the file again"));
    }
  }

  const std::unique_ptr<BufferedInput> input_;
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  std::size_t wanted_ = kFrameStart;
  bool between_frames_ = true;
  bool output_waits_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> UnzstdSource(std::unique_ptr<BufferedInput> input,
                                                         bool allow_large_window) {
  auto source = std::make_unique<ZstdSource>(std::move(input));
  if (absl::Status status = source->Init(allow_large_window); !status.ok()) return status;
  return source;
}

}  // namespace copydesk
