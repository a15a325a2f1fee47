#include "read/open_stream.h"

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/decompress.h"
#include "read/expansion_limit.h"
#include "read/json_lines.h"
#include "read/sniff.h"
#include "read/text_file.h"
#include "read/warc_stream.h"

namespace copydesk {
namespace {

constexpr std::size_t kMagicBytes = 4;

}  // namespace

absl::StatusOr<std::unique_ptr<BufferedInput>> OpenDecompressed(std::unique_ptr<ByteSource> source,
                                                                bool allow_large_window, std::uint64_t* bytes_out,
                                                                std::size_t step) {
  auto stored = std::make_unique<BufferedInput>(std::move(source), step);
  stored->Fill(kMagicBytes);
  const Compression compression = SniffCompression(stored->data());
  std::unique_ptr<BufferedInput> input;
  if (compression == Compression::kNone) {
    input = std::move(stored);
  } else {
    std::unique_ptr<Decompressor> decompressed;
    if (compression == Compression::kGzip) {
      COPYDESK_ASSIGN_OR_RETURN(decompressed, GunzipSource(std::move(stored)));
    } else {
      COPYDESK_ASSIGN_OR_RETURN(decompressed, UnzstdSource(std::move(stored), allow_large_window));
    }
    input = std::make_unique<BufferedInput>(LimitExpansion(std::move(decompressed), {}), step);
  }
  input->CountRead(bytes_out);
  return input;
}

absl::StatusOr<std::unique_ptr<RecordStream>> OpenRecordStream(const std::string& file,
                                                               std::unique_ptr<ByteSource> source,
                                                               const ReaderOptions& options, ReadState* state,
                                                               std::size_t step) {
  const std::uint64_t stored_before = state->counts.bytes_in;
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<BufferedInput> input,
                            OpenDecompressed(CountBytes(std::move(source), &state->counts.bytes_in),
                                             options.allow_large_window, &state->counts.bytes_out, step));
  input->Fill(kSniffBytes);
  const std::string_view head = input->data();
  if (head.empty() && input->status().ok()) return absl::InvalidArgumentError("empty, no bytes; remove it");
  if (SniffCompression(head) != Compression::kNone) {
    return absl::InvalidArgumentError("compressed twice, which is not followed; decompress it once");
  }
  const std::string_view unsupported = UnsupportedFormat(head, /*markup=*/options.format == InputFormat::kAuto);
  if (!unsupported.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("looks like ", ToAbsl(unsupported),
                     "; JSON lines, plain text, HTML and WARC are read, each plain, gzip or zstd"));
  }
  const InputFormat format = options.format == InputFormat::kAuto ? SniffText(file, head) : options.format;
  // Damage at the start costs a WARC file its first record.
  if (format == InputFormat::kWarc || format == InputFormat::kWet) {
    return std::make_unique<WarcStream>(file, std::move(input), options, state, stored_before);
  }
  if (head.empty()) return input->status();
  if (format == InputFormat::kJsonLines) {
    return std::make_unique<JsonLinesStream>(file, std::move(input), options.fields, options.max_record_bytes);
  }
  const ContentType type = format == InputFormat::kHtml ? ContentType::kHtml : ContentType::kText;
  return std::make_unique<TextFileStream>(file, std::move(input), type, options.max_record_bytes);
}

}  // namespace copydesk
