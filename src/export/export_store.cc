// A store in RocksDB written as lines.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "copydesk/store_export.h"
#include "export/compress.h"
#include "export/export_lines.h"
#include "store/database.h"
#include "store/disk_model.h"
#include "store/disk_reader.h"
#include "store/store_folder.h"

namespace copydesk {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;
constexpr std::size_t kGroup = 64;  // documents that are made into lines at a time

// Lines that are counted into the checksum and compressed.
class LineWriter {
 public:
  static absl::StatusOr<std::unique_ptr<LineWriter>> Open(const ExportSink& sink, ExportCompression compression) {
    std::unique_ptr<LineWriter> writer(new LineWriter);
    LineWriter* const counter = writer.get();  // lives as long as the writer that it is given to
    COPYDESK_ASSIGN_OR_RETURN(writer->bytes_, CompressTo(
                                                  [&sink, counter](std::string_view bytes) {
                                                    counter->written_ += bytes.size();
                                                    return sink(bytes);
                                                  },
                                                  compression));
    return writer;
  }

  absl::Status Append(std::string line) {
    checksum_.Add(line);
    line.push_back('\n');
    return bytes_->Append(line);
  }

  absl::Status Finish(std::uint64_t documents) {
    COPYDESK_RETURN_IF_ERROR(bytes_->Append(EndLine({.documents = documents, .checksum = checksum_.value()}) + "\n"));
    return bytes_->Finish();
  }

  [[nodiscard]] std::uint64_t written() const { return written_; }

 private:
  LineWriter() = default;

  std::unique_ptr<ByteWriter> bytes_;
  LineChecksum checksum_;
  std::uint64_t written_ = 0;
};

class Exporter {
 public:
  Exporter(const Database& database, const StoreIdentity& identity, const DiskNumbers& numbers,
           const ExportOptions& options, LineWriter* writer)
      : database_(database),
        identity_(identity),
        numbers_(numbers),
        options_(options),
        reader_(&database, identity, nullptr),
        writer_(*writer) {}

  absl::StatusOr<ExportReport> Run() {
    COPYDESK_ASSIGN_OR_RETURN(ModelRecord model, LoadModelRecord(database_));
    model.version = std::min<std::uint64_t>(model.version, 1);
    ExportReport report{.documents = numbers_.end - numbers_.forgotten.size(), .has_model = model.version > 0};
    COPYDESK_RETURN_IF_ERROR(
        writer_.Append(HeaderLine({.identity = identity_, .documents = report.documents, .model = model})));
    for (const auto& [name, chunks] : model.sections) COPYDESK_RETURN_IF_ERROR(WriteSection(name, chunks));
    std::uint64_t written = 0;
    for (DocumentNumber next = 0; next < numbers_.end;) {
      const std::vector<DocumentNumber> group = TakeGroup(&next);
      COPYDESK_RETURN_IF_ERROR(WriteGroup(group));
      written += group.size();
      if (options_.progress) options_.progress(written);
    }
    COPYDESK_RETURN_IF_ERROR(writer_.Finish(report.documents));
    report.bytes = writer_.written();
    return report;
  }

 private:
  std::vector<DocumentNumber> TakeGroup(DocumentNumber* next) const {
    std::vector<DocumentNumber> group;
    for (; *next < numbers_.end && group.size() < kGroup; ++*next) {
      if (numbers_.Contains(*next)) group.push_back(*next);
    }
    return group;
  }

  absl::Status WriteSection(const std::string& name, std::uint32_t chunks) {
    COPYDESK_ASSIGN_OR_RETURN(StoredModel model, GetDiskModel(database_, std::array{std::string_view(name)}));
    if (model.sections.size() != 1 || model.sections.front().chunks.size() != chunks) {
      return absl::DataLossError(database_.Place(absl::StrCat("section ", name, " of its model has changed")));
    }
    for (std::uint32_t i = 0; i < chunks; ++i) {
      if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
      COPYDESK_RETURN_IF_ERROR(writer_.Append(
          ModelLine({.section = name, .number = i, .bytes = std::move(model.sections.front().chunks[i])})));
    }
    return absl::OkStatus();
  }

  // Makes the lines on all threads, and writes them in order.
  absl::Status WriteGroup(const std::vector<DocumentNumber>& group) {
    std::vector<absl::StatusOr<std::string>> lines(group.size());
    absl::Status status;
    ParallelInOrder(
        group.size(), options_.threads,
        [&](std::size_t i) {
          if (!IsCancelled(options_.cancel)) lines[i] = MakeLine(group[i]);
        },
        [&](std::size_t i) {
          if (!status.ok() || IsCancelled(options_.cancel)) return;
          status = lines[i].ok() ? writer_.Append(*std::move(lines[i])) : lines[i].status();
          lines[i] = std::string();
        });
    return IsCancelled(options_.cancel) ? absl::CancelledError("interrupted") : status;
  }

  absl::Status Damaged(DocumentNumber number, absl::string_view what) const {
    return absl::DataLossError(database_.Place(absl::StrCat("document ", number, ": ", what)));
  }

  absl::StatusOr<std::string> MakeLine(DocumentNumber number) const {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, reader_.GetDocument(number, numbers_));
    ExportedDocument exported{.document = {}, .text = record.text};
    StoredDocument& document = exported.document;
    document.metadata = std::move(record.metadata);
    document.blocks = std::move(record.blocks);
    COPYDESK_ASSIGN_OR_RETURN(document.signatures, reader_.GetSignatures(number, numbers_));
    if (document.signatures.size() != document.blocks.size()) {
      return Damaged(number, "it has not as many signatures as blocks");
    }
    if (identity_.keep_text) {
      COPYDESK_ASSIGN_OR_RETURN(document.text, reader_.GetText(number, numbers_));
      if (IdentifyText(document.text) != record.text) {
        return Damaged(number, "its text is not the one that its record describes");
      }
    }
    absl::StatusOr<std::string> line = DocumentLine(exported, identity_);
    if (line.ok()) return line;
    return absl::InvalidArgumentError(
        database_.Place(absl::StrCat("document ", number, " cannot be exported: ", line.status().message())));
  }

  const Database& database_;
  const StoreIdentity& identity_;
  const DiskNumbers& numbers_;
  const ExportOptions& options_;
  const DiskReader reader_;
  LineWriter& writer_;
};

}  // namespace

absl::StatusOr<ExportReport> ExportStore(const std::string& path, const ExportSink& sink,
                                         const ExportOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(const StoreIdentity identity, ReadStoreIdentity(path));
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, OpenToRead(path, kCacheBytes));
  COPYDESK_ASSIGN_OR_RETURN(const DiskNumbers numbers, LoadNumbers(*database));
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<LineWriter> writer, LineWriter::Open(sink, options.compression));
  return Exporter(*database, identity, numbers, options, writer.get()).Run();
}

}  // namespace copydesk
