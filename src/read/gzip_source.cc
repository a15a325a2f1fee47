#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "read/decompress.h"
#include "read/member_source.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

class GzipSource final : public MemberSource {
 public:
  explicit GzipSource(std::unique_ptr<BufferedInput> input) : MemberSource(std::move(input), "\x1f\x8b\x08") {}
  ~GzipSource() override { inflateEnd(&stream_); }

  absl::Status Init() {
    constexpr int kGzipOnly = 16;
    return inflateInit2(&stream_, MAX_WBITS + kGzipOnly) == Z_OK ? absl::OkStatus()
                                                                 : absl::ResourceExhaustedError("no memory for gzip");
  }

 private:
  // False at the end of the input, or when failure_ was set.
  bool StartMember() {
    BeginMember();
    input_.Fill(2);
    if (input_.data().empty()) {
      failure_ = input_.status();
      ended_ = true;
      return false;
    }
    if (SniffCompression(input_.data()) != Compression::kGzip) {
      failure_ = absl::DataLossError(
          "bytes after the last gzip member that are no gzip; what comes before them was read, remove them");
      return false;
    }
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }

  std::size_t Step(std::span<char> buffer) override {
    if (!in_member_ && !StartMember()) return 0;
    input_.Fill(1);
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    const std::size_t available = std::min(input_.data().size(), kMost);
    const std::size_t room = std::min(buffer.size(), kMost);
    // zlib takes its input as non-const and does not write to it.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input_.data().data()));
    stream_.avail_in = static_cast<uInt>(available);
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    input_.Consume(available - stream_.avail_in);
    const std::size_t written = room - stream_.avail_out;

    if (result == Z_STREAM_END) {
      in_member_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      const char* detail = stream_.msg != nullptr ? stream_.msg : "damaged data";
      failure_ = absl::DataLossError(absl::StrCat("corrupt gzip (", detail, "); fetch the file again"));
    } else if (available == 0 && written == 0) {
      failure_ = input_.status().ok() ? absl::DataLossError("truncated gzip; fetch the file again") : input_.status();
    }
    return written;
  }

  void Reset() override { in_member_ = false; }

  z_stream stream_ = {};
  bool in_member_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Decompressor>> GunzipSource(std::unique_ptr<BufferedInput> input) {
  auto source = std::make_unique<GzipSource>(std::move(input));
  if (absl::Status status = source->Init(); !status.ok()) return status;
  return source;
}

}  // namespace copydesk
