// The documents of an export added to a store.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "copydesk/store_export.h"
#include "export/export_reader.h"
#include "match/model_codec.h"
#include "store/encoded_document.h"
#include "store/text_codec.h"

namespace copydesk {
namespace {

// Lines that are parsed at a time: until they have so many bytes.
constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

std::string Describe(const StoreIdentity& identity) {
  return DescribeIdentity(identity.config.Describe(), identity.bands, identity.keep_text);
}

// Opens the store, or creates it; refuses one of another configuration before it is opened.
absl::StatusOr<std::unique_ptr<Store>> OpenTarget(const std::string& file, const std::string& path,
                                                  const StoreIdentity& identity, int threads) {
  const absl::StatusOr<StoreIdentity> existing = ReadStoreIdentity(path);
  if (!existing.ok() && !absl::IsNotFound(existing.status())) return existing.status();
  if (existing.ok() && Describe(*existing) != Describe(identity)) {
    return absl::FailedPreconditionError(absl::StrCat("store ", path, " has another configuration than ", file, ": ",
                                                      Describe(*existing), "; the file has: ", Describe(identity),
                                                      "; import it into a new folder"));
  }
  return OpenDiskStore(
      path, {.config = identity.config, .bands = identity.bands, .keep_text = identity.keep_text, .threads = threads});
}

class Importer {
 public:
  Importer(ExportReader* reader, Store* store, const ImportOptions& options)
      : reader_(*reader), identity_(reader->header().identity), store_(*store), options_(options) {}

  absl::StatusOr<ImportReport> Run() {
    COPYDESK_RETURN_IF_ERROR(store_.StartBulk({.memory = options_.memory,
                                               .temporary_folder = options_.temporary_folder,
                                               .threads = options_.threads,
                                               .cancel = options_.cancel}));
    COPYDESK_RETURN_IF_ERROR(PutModel());
    for (bool has_more = true; has_more;) {
      COPYDESK_ASSIGN_OR_RETURN(has_more, AddBatch());
      if (options_.progress) options_.progress(report_.documents, reader_.bytes_in());
    }
    COPYDESK_RETURN_IF_ERROR(store_.FinishBulk());
    report_.total = store_.DocumentCount();
    return report_;
  }

 private:
  absl::Status PutModel() {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<ModelSection> sections, reader_.ReadModel());
    if (reader_.header().model.version == 0) return absl::OkStatus();
    const StoredModel model{.version = 1, .sections = std::move(sections)};
    const absl::Status status = DecodeModel(model).status();
    if (!status.ok() && !absl::IsFailedPrecondition(status)) {
      return reader_.AtLine(1, absl::DataLossError(status.message()));
    }
    COPYDESK_ASSIGN_OR_RETURN(const StoredModel existing, store_.GetModel({}));
    report_.model = !status.ok()           ? ImportedModel::kOutdated
                    : existing.version > 0 ? ImportedModel::kKept
                                           : ImportedModel::kPut;
    if (report_.model != ImportedModel::kPut) return absl::OkStatus();
    return store_.PutModel(model.sections).status();
  }

  // False when there are no more documents.
  absl::StatusOr<bool> AddBatch() {
    std::vector<ExportReader::NumberedLine> lines;
    absl::Status read;
    bool has_more = true;
    for (std::size_t bytes = 0; has_more && bytes < kBatchBytes;) {
      absl::StatusOr<std::optional<ExportReader::NumberedLine>> line = reader_.ReadDocumentLine();
      read = line.status();
      has_more = line.ok() && line->has_value();
      if (!has_more) break;
      bytes += (*line)->text.size();
      lines.push_back(**std::move(line));
    }
    std::vector<StoredDocument> batch(lines.size());
    std::vector<absl::Status> statuses(lines.size());
    ParallelFor(lines.size(), options_.threads, [&](std::size_t i) {
      if (!IsCancelled(options_.cancel)) statuses[i] = Parse(&lines[i], &batch[i]);
    });
    if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
    // What is wrong with a line says more than that the checksum does not agree.
    for (const absl::Status& status : statuses) COPYDESK_RETURN_IF_ERROR(status);
    COPYDESK_RETURN_IF_ERROR(read);
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<AddedDocument> added, store_.Add(batch));
    report_.documents += added.size();
    for (const AddedDocument& document : added) {
      report_.added += document.is_new ? 1 : 0;
      report_.repeated += document.is_new ? 0 : 1;
      report_.versions += document.is_version ? 1 : 0;
    }
    return has_more;
  }

  // Makes a document of a line, and all that the store keeps of it.
  absl::Status Parse(ExportReader::NumberedLine* line, StoredDocument* document) const {
    absl::StatusOr<ExportedDocument> parsed = ParseDocumentLine(line->text, identity_);
    if (!parsed.ok()) return reader_.AtLine(line->number, parsed.status());
    line->text = {};
    *document = std::move(parsed->document);
    absl::StatusOr<EncodedDocument> encoded =
        MakeEncodedDocument(*document, parsed->text, identity_.config.bins, identity_.bands);
    if (!encoded.ok()) return reader_.AtLine(line->number, absl::DataLossError(encoded.status().message()));
    if (identity_.keep_text) encoded->packed_text = PackText(document->text);
    document->encoded = std::make_shared<const EncodedDocument>(*std::move(encoded));
    return absl::OkStatus();
  }

  ExportReader& reader_;
  const StoreIdentity identity_;
  Store& store_;
  const ImportOptions& options_;
  ImportReport report_;
};

}  // namespace

absl::StatusOr<ImportReport> ImportStore(const std::string& file, const std::string& path,
                                         const ImportOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<ExportReader> reader,
                            ExportReader::Open(file, {.max_line_bytes = options.max_line_bytes,
                                                      .allow_large_window = options.allow_large_window,
                                                      .cancel = options.cancel}));
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Store> store,
                            OpenTarget(file, path, reader->header().identity, std::max(1, options.threads)));
  return Importer(reader.get(), store.get(), options).Run();
}

}  // namespace copydesk
