#include "export/compress.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::size_t kStep = std::size_t{64} << 10;

class PlainWriter final : public ByteWriter {
 public:
  explicit PlainWriter(ExportSink sink) : sink_(std::move(sink)) {}

  absl::Status Append(std::string_view bytes) override { return sink_(bytes); }
  absl::Status Finish() override { return absl::OkStatus(); }

 private:
  const ExportSink sink_;
};

class GzipWriter final : public ByteWriter {
 public:
  explicit GzipWriter(ExportSink sink) : sink_(std::move(sink)), buffer_(kStep) {}
  ~GzipWriter() override { deflateEnd(&stream_); }

  absl::Status Init() {
    constexpr int kGzip = 16;
    constexpr int kMemoryLevel = 8;
    return deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemoryLevel,
                        Z_DEFAULT_STRATEGY) == Z_OK
               ? absl::OkStatus()
               : absl::ResourceExhaustedError("no memory for gzip");
  }

  absl::Status Append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::size_t size = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
      COPYDESK_RETURN_IF_ERROR(Deflate(bytes.substr(0, size), Z_NO_FLUSH));
      bytes.remove_prefix(size);
    }
    return absl::OkStatus();
  }

  absl::Status Finish() override { return Deflate({}, Z_FINISH); }

 private:
  absl::Status Deflate(std::string_view bytes, int flush) {
    // zlib takes its input as non-const and does not write to it.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    int result = Z_OK;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      result = deflate(&stream_, flush);
      if (result == Z_STREAM_ERROR) return absl::InternalError("gzip cannot compress");
      const std::size_t written = buffer_.size() - stream_.avail_out;
      if (written > 0) COPYDESK_RETURN_IF_ERROR(sink_({buffer_.data(), written}));
    } while (stream_.avail_out == 0 && result != Z_STREAM_END);
    return absl::OkStatus();
  }

  const ExportSink sink_;
  std::vector<char> buffer_;
  z_stream stream_ = {};
};

class ZstdWriter final : public ByteWriter {
 public:
  explicit ZstdWriter(ExportSink sink)
      : sink_(std::move(sink)), buffer_(ZSTD_CStreamOutSize()), context_(ZSTD_createCCtx(), &ZSTD_freeCCtx) {}

  absl::Status Init() {
    if (context_ == nullptr) return absl::ResourceExhaustedError("no memory for zstd");
    return Check(ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1));
  }

  absl::Status Append(std::string_view bytes) override { return Compress(bytes, ZSTD_e_continue); }
  absl::Status Finish() override { return Compress({}, ZSTD_e_end); }

 private:
  static absl::Status Check(std::size_t result) {
    if (ZSTD_isError(result) == 0) return absl::OkStatus();
    return absl::InternalError(absl::StrCat("zstd cannot compress: ", ZSTD_getErrorName(result)));
  }

  absl::Status Compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input = {bytes.data(), bytes.size(), 0};
    while (true) {
      ZSTD_outBuffer output = {buffer_.data(), buffer_.size(), 0};
      const std::size_t left = ZSTD_compressStream2(context_.get(), &output, &input, directive);
      COPYDESK_RETURN_IF_ERROR(Check(left));
      if (output.pos > 0) COPYDESK_RETURN_IF_ERROR(sink_({buffer_.data(), output.pos}));
      if (directive == ZSTD_e_end ? left == 0 : input.pos == input.size) return absl::OkStatus();
    }
  }

  const ExportSink sink_;
  std::vector<char> buffer_;
  const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context_;
};

template <typename Writer>
absl::StatusOr<std::unique_ptr<ByteWriter>> Start(ExportSink sink) {
  auto writer = std::make_unique<Writer>(std::move(sink));
  COPYDESK_RETURN_IF_ERROR(writer->Init());
  return writer;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ByteWriter>> CompressTo(ExportSink sink, ExportCompression compression) {
  if (compression == ExportCompression::kGzip) return Start<GzipWriter>(std::move(sink));
  if (compression == ExportCompression::kZstd) return Start<ZstdWriter>(std::move(sink));
  return std::make_unique<PlainWriter>(std::move(sink));
}

ExportCompression CompressionOfName(std::string_view name) {
  if (name.ends_with(".gz")) return ExportCompression::kGzip;
  return name.ends_with(".zst") ? ExportCompression::kZstd : ExportCompression::kNone;
}

}  // namespace copydesk
