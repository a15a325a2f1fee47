// The lines of an export in their order, with the checks that only the whole of it allows.
#ifndef COPYDESK_EXPORT_EXPORT_READER_H_
#define COPYDESK_EXPORT_EXPORT_READER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "export/export_lines.h"
#include "read/byte_source.h"
#include "read/line_splitter.h"

namespace copydesk {

struct ExportReaderOptions {
  std::uint64_t max_line_bytes = 0;
  bool allow_large_window = false;
  const std::atomic<bool>* cancel = nullptr;
};

// Protocol: Open ReadModel ReadDocumentLine*, until there is none: then all that the last line says was checked.
// Memory: twice the longest line, and the model. Not thread-safe. Errors name file and line, and say what to do:
// DataLoss for what is damaged, changed or cut short; InvalidArgument for what is no export; FailedPrecondition for
// another version or configuration; Cancelled.
class ExportReader {
 public:
  // Of the file `name`, or of standard input for "-". Reads the header. Errors as well: those of OpenFile.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<ExportReader>> Open(const std::string& name,
                                                                          const ExportReaderOptions& options);

  // The same of any bytes; messages call them `name`.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<ExportReader>> Open(const std::string& name,
                                                                          std::unique_ptr<ByteSource> source,
                                                                          const ExportReaderOptions& options);

  [[nodiscard]] const ExportHeader& header() const { return header_; }

  // The sections of the model; none when the export has no model.
  [[nodiscard]] absl::StatusOr<std::vector<ModelSection>> ReadModel();

  struct NumberedLine {
    std::string text;  // of ParseDocumentLine
    std::uint64_t number = 0;
  };
  [[nodiscard]] absl::StatusOr<std::optional<NumberedLine>> ReadDocumentLine();

  // `status` of the line of that number, with its place and a remedy.
  [[nodiscard]] absl::Status AtLine(std::uint64_t number, const absl::Status& status) const;

  [[nodiscard]] std::uint64_t bytes_in() const { return bytes_in_; }  // as stored

 private:
  ExportReader(std::string name, const ExportReaderOptions& options) : name_(std::move(name)), options_(options) {}

  [[nodiscard]] absl::Status Start(std::unique_ptr<ByteSource> source);

  // The next line, which the file must have; valid until the next call.
  [[nodiscard]] absl::StatusOr<std::string_view> Next();
  [[nodiscard]] absl::Status CheckEnd(std::string_view line);
  [[nodiscard]] absl::Status DamagedAfter(std::uint64_t line) const;
  [[nodiscard]] absl::Status AtThisLine(const absl::Status& status) const { return AtLine(line_.number, status); }

  const std::string name_;
  const ExportReaderOptions options_;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::unique_ptr<BufferedInput> input_;
  std::optional<LineSplitter> lines_;
  Line line_;
  ExportHeader header_;
  LineChecksum checksum_;
  std::uint64_t documents_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_EXPORT_EXPORT_READER_H_
