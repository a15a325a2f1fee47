#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "read/decompress.h"
#include "read/member_source.h"

namespace copydesk {
namespace {

constexpr int kUsualWindowLog = 27;  // 128 MiB, also the limit of the zstd command

// Enough to tell frame from frame; the library then says how much it wants.
constexpr std::size_t kFrameStart = 5;

constexpr std::size_t kBlockHeader = 3;

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// The dictionary that a first frame of this kind may hold, plain or compressed.
constexpr std::string_view kDictionaryFrame = "\x5d\x2a\x4d\x18";
constexpr std::string_view kDictionary = "\x37\xa4\x30\xec";
constexpr std::string_view kFrame = "\x28\xb5\x2f\xfd";
constexpr std::size_t kSkippableHeader = 8;
constexpr std::size_t kLargestDictionary = std::size_t{16} << 20;

class ZstdSource final : public MemberSource {
 public:
  explicit ZstdSource(std::unique_ptr<BufferedInput> input)
      : MemberSource(std::move(input), kFrame), context_(ZSTD_createDCtx()) {}

  absl::Status Init(bool allow_large_window) {
    if (context_ == nullptr) return absl::ResourceExhaustedError("no memory for zstd");
    const int window_log = allow_large_window ? ZSTD_dParam_getBounds(ZSTD_d_windowLogMax).upperBound : kUsualWindowLog;
    const std::size_t result = ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, window_log);
    if (ZSTD_isError(result) != 0) return absl::InternalError(ZSTD_getErrorName(result));
    return LoadDictionary();
  }

 private:
  // What the library asks for is a block and the header of the next one.
  static std::size_t WithoutNextHeader(std::size_t hint) { return hint > kBlockHeader ? hint - kBlockHeader : hint; }

  // If the input begins with one; else the frame is skipped as others are.
  absl::Status LoadDictionary() {
    if (!input_.Fill(kSkippableHeader) || !input_.data().starts_with(kDictionaryFrame)) return absl::OkStatus();
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      size |= std::size_t{static_cast<unsigned char>(input_.data()[4 + i])} << (8 * i);
    }
    if (size > kLargestDictionary || !input_.Fill(kSkippableHeader + size)) return absl::OkStatus();
    std::string_view dictionary = input_.data().substr(kSkippableHeader, size);
    std::string decompressed;
    if (dictionary.starts_with(kFrame)) {
      decompressed.resize(kLargestDictionary);
      const std::size_t result =
          ZSTD_decompressDCtx(context_.get(), decompressed.data(), decompressed.size(), dictionary.data(), size);
      if (ZSTD_isError(result) != 0) return absl::OkStatus();
      dictionary = std::string_view(decompressed).substr(0, result);
    }
    if (!dictionary.starts_with(kDictionary)) return absl::OkStatus();
    const std::size_t result = ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size());
    if (ZSTD_isError(result) == 0) return absl::OkStatus();
    return absl::DataLossError(
        absl::StrCat("corrupt zstd dictionary (", ZSTD_getErrorName(result), "); fetch the file again"));
  }

  // One block or block header, and no input while output waits: the library drops the output of a call that fails, and
  // everything before the damage is to be kept. A whole one unless the input ends: of a block that is stored as it is
  // the library would take any part, so that how much comes before damage would depend on how the input comes.
  std::size_t Step(std::span<char> buffer) override {
    std::size_t available = 0;
    if (!output_waits_) {
      if (between_frames_) BeginMember();
      input_.Fill(wanted_);
      available = std::min(input_.data().size(), wanted_);
      if (available == 0 && between_frames_) {
        End(absl::OkStatus());
        return 0;
      }
    }
    ZSTD_inBuffer in = {input_.data().data(), available, 0};
    ZSTD_outBuffer out = {buffer.data(), buffer.size(), 0};
    const std::size_t result = ZSTD_decompressStream(context_.get(), &out, &in);
    if (ZSTD_isError(result) != 0) {
      failure_ = Failure(result);
      return 0;
    }
    input_.Consume(in.pos);
    const bool stalled = available == 0 && out.pos == 0 && !output_waits_;
    output_waits_ = out.pos == out.size;
    if (available > 0 || result == 0) between_frames_ = result == 0;
    wanted_ = result == 0 ? kFrameStart : WithoutNextHeader(result);
    if (stalled) End(absl::DataLossError("truncated zstd; fetch the file again"));
    return out.pos;
  }

  void Reset() override {
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
    wanted_ = kFrameStart;
    between_frames_ = true;
    output_waits_ = false;
  }

  // `otherwise`, unless reading the input had failed.
  void End(const absl::Status& otherwise) {
    ended_ = true;
    failure_ = input_.status().ok() ? otherwise : input_.status();
  }

  [[nodiscard]] static absl::Status Failure(std::size_t result) {
    switch (ZSTD_getErrorCode(result)) {
      case ZSTD_error_frameParameter_windowTooLarge:
        return absl::DataLossError("zstd window above 128 MiB; --allow-large-window reads it");
      case ZSTD_error_prefix_unknown:
        return absl::DataLossError(
            "bytes after the last zstd frame that are no zstd; what comes before them was read, remove them");
      case ZSTD_error_dictionary_wrong:
        return absl::DataLossError(
            "zstd that needs a dictionary which the file does not begin with; decompress it with the dictionary first");
      default:
        return absl::DataLossError(
            absl::StrCat("corrupt zstd (", ZSTD_getErrorName(result), "); fetch the file again"));
    }
  }

  const std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  std::size_t wanted_ = kFrameStart;
  bool between_frames_ = true;
  bool output_waits_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Decompressor>> UnzstdSource(std::unique_ptr<BufferedInput> input,
                                                           bool allow_large_window) {
  auto source = std::make_unique<ZstdSource>(std::move(input));
  if (absl::Status status = source->Init(allow_large_window); !status.ok()) return status;
  return source;
}

}  // namespace copydesk
