#include "export/export_reader.h"

#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/status.h"
#include "base/utf8.h"
#include "read/open_stream.h"

namespace copydesk {
namespace {

constexpr const char* kStandardInputName = "-";

// What a model may take in memory; those of some hundred million documents stay below.
constexpr std::uint64_t kMostModelBytes = std::uint64_t{4} << 30;

}  // namespace

absl::StatusOr<std::unique_ptr<ExportReader>> ExportReader::Open(const std::string& name,
                                                                 const ExportReaderOptions& options) {
  if (name == kStandardInputName) return Open(name, ReadDescriptor(STDIN_FILENO, options.cancel), options);
  absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenFile(name, FileKind::kAny, options.cancel);
  if (!source.ok()) return absl::Status(source.status().code(), absl::StrCat(name, ": ", source.status().message()));
  return Open(name, *std::move(source), options);
}

absl::StatusOr<std::unique_ptr<ExportReader>> ExportReader::Open(const std::string& name,
                                                                 std::unique_ptr<ByteSource> source,
                                                                 const ExportReaderOptions& options) {
  std::unique_ptr<ExportReader> reader(new ExportReader(name, options));
  COPYDESK_RETURN_IF_ERROR(reader->Start(std::move(source)));
  return reader;
}

absl::Status ExportReader::Start(std::unique_ptr<ByteSource> source) {
  absl::StatusOr<std::unique_ptr<BufferedInput>> input =
      OpenDecompressed(CountBytes(std::move(source), &bytes_in_), options_.allow_large_window, &bytes_out_);
  if (!input.ok()) return absl::Status(input.status().code(), absl::StrCat(name_, ": ", input.status().message()));
  input_ = *std::move(input);
  lines_.emplace(input_.get(), options_.max_line_bytes);
  COPYDESK_ASSIGN_OR_RETURN(const std::string_view line, Next());
  absl::StatusOr<ExportHeader> header = ParseHeaderLine(line);
  if (!header.ok()) return AtThisLine(header.status());
  checksum_.Add(line);
  header_ = *std::move(header);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<ModelSection>> ExportReader::ReadModel() {
  std::vector<ModelSection> sections;
  std::uint64_t bytes = 0;
  for (const auto& [name, chunks] : header_.model.sections) {
    ModelSection& section = sections.emplace_back(ModelSection{.name = name, .chunks = {}});
    for (std::uint32_t i = 0; i < chunks; ++i) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string_view line, Next());
      absl::StatusOr<ExportChunk> chunk = ParseModelLine(line);
      if (!chunk.ok()) return AtThisLine(chunk.status());
      if (chunk->section != name || chunk->number != i) {
        return AtThisLine(absl::DataLossError(
            absl::StrCat("chunk ", i, " of section ", name, " of the model is missing, or not in its place")));
      }
      bytes += chunk->bytes.size();
      if (bytes > kMostModelBytes) return AtThisLine(absl::DataLossError("the model is above 4 GiB"));
      checksum_.Add(line);
      section.chunks.push_back(std::move(chunk->bytes));
    }
  }
  return sections;
}

absl::StatusOr<std::optional<ExportReader::NumberedLine>> ExportReader::ReadDocumentLine() {
  COPYDESK_ASSIGN_OR_RETURN(const std::string_view line, Next());
  if (line.starts_with(kEndStart)) {
    COPYDESK_RETURN_IF_ERROR(CheckEnd(line));
    return std::nullopt;
  }
  ++documents_;
  checksum_.Add(line);
  return NumberedLine{.text = std::string(line), .number = line_.number};
}

absl::Status ExportReader::CheckEnd(std::string_view line) {
  const absl::StatusOr<ExportEnd> end = ParseEndLine(line);
  if (!end.ok()) return AtThisLine(end.status());
  if (end->documents != documents_ || header_.documents != documents_) {
    return AtThisLine(absl::DataLossError(absl::StrCat("the file has ", documents_, " documents; its first line says ",
                                                       header_.documents, ", its last ", end->documents)));
  }
  if (end->checksum != checksum_.value()) {
    return AtThisLine(absl::DataLossError("the checksum does not agree: a line was changed or damaged"));
  }
  const std::uint64_t last = line_.number;
  if (lines_->Next(&line_)) return AtThisLine(absl::DataLossError("lines follow the last one"));
  return input_->status().ok() ? absl::OkStatus() : DamagedAfter(last);
}

absl::Status ExportReader::AtLine(std::uint64_t number, const absl::Status& status) const {
  const absl::string_view remedy =
      status.code() == absl::StatusCode::kDataLoss ? "; copy the file again, or export the store again" : "";
  return absl::Status(status.code(), absl::StrCat(name_, ":", number, ": ", status.message(), remedy));
}

absl::Status ExportReader::DamagedAfter(std::uint64_t line) const {
  return absl::Status(input_->status().code(),
                      absl::StrCat(name_, ": cannot be read after line ", line, ": ", input_->status().message()));
}

absl::StatusOr<std::string_view> ExportReader::Next() {
  if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
  const std::uint64_t before = line_.number;
  const bool has_line = lines_->Next(&line_);
  if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
  if (!input_->status().ok() && (!has_line || !line_.terminated)) return DamagedAfter(before);
  if (!has_line) {
    return AtLine(before + 1,
                  absl::DataLossError(before == 0 ? "the file is empty"
                                                  : "the file ends before its last line: it was cut short"));
  }
  if (line_.too_long) {
    return absl::DataLossError(absl::StrCat(name_, ":", line_.number, ": line longer than ", options_.max_line_bytes,
                                            " bytes; raise --max-record"));
  }
  if (!IsUtf8(line_.bytes)) {
    return AtThisLine(absl::DataLossError("not UTF-8"));
  }
  return line_.bytes;
}

}  // namespace copydesk
