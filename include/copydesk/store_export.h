// A store as one portable file, and a store made of such a file: JSON lines, as docs/formats.md describes them.
//
// An export holds what the store holds: documents with their blocks and signatures, their texts when the store keeps
// them, and the model. A store that imports it answers as the one that was exported. Numbers of forgotten documents are
// not kept, the order of the others is.
#ifndef COPYDESK_STORE_EXPORT_H_
#define COPYDESK_STORE_EXPORT_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace copydesk {

enum class ExportCompression : std::uint8_t { kNone, kGzip, kZstd };

// What the name of a file asks for: gzip when it ends in .gz, zstd when it ends in .zst.
[[nodiscard]] ExportCompression CompressionOfName(std::string_view name);

struct ExportOptions {
  ExportCompression compression = ExportCompression::kNone;
  int threads = 1;  // that make lines; the bytes are the same for any number
  std::function<void(std::uint64_t documents)> progress;
  const std::atomic<bool>* cancel = nullptr;
};

struct ExportReport {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;  // that were written, compressed
  bool has_model = false;
};

// Takes the bytes of an export, piece by piece, from one thread at a time. Its error ends the export.
using ExportSink = std::function<absl::Status(std::string_view bytes)>;

// Exports the store in the folder `path` as it is now; a writer may be at work. The same documents in the same order,
// with the same model, give the same bytes. Memory: a section of the model, or 64 documents. Errors: as of
// OpenDiskStore; DataLoss for a damaged record; InvalidArgument for a signature that no text has; Cancelled.
[[nodiscard]] absl::StatusOr<ExportReport> ExportStore(const std::string& path, const ExportSink& sink,
                                                       const ExportOptions& options = {});

struct ImportOptions {  // docs/tuning.md says what each default rests on
  // A longer line is an error. A bound on memory, of which parsing takes about ten times as much.
  std::uint64_t max_line_bytes = std::uint64_t{256} << 20;

  // Accept zstd frames whose window is above 128 MiB; each needs that much memory.
  bool allow_large_window = false;

  std::uint64_t memory = 0;      // for postings, before they are moved to temporary files; 0: no bound
  std::string temporary_folder;  // empty: the one that TMPDIR names, or /tmp
  int threads = 1;               // that parse, and write postings

  // `bytes` of the file were read, as stored.
  std::function<void(std::uint64_t documents, std::uint64_t bytes)> progress;
  const std::atomic<bool>* cancel = nullptr;
};

// What became of the model of the file.
enum class ImportedModel : std::uint8_t {
  kNone,     // the file has none
  kPut,      // the store has it now
  kKept,     // the store had one, which it keeps
  kOutdated  // it was learned by another version of the library, and is left out
};

struct ImportReport {
  std::uint64_t documents = 0;  // in the file
  std::uint64_t added = 0;
  std::uint64_t repeated = 0;  // the same id with the same text was there
  std::uint64_t versions = 0;  // of the added ones: the id was known with another text
  std::uint64_t total = 0;     // that the store has now
  ImportedModel model = ImportedModel::kNone;
};

// Adds what the export `file` holds (plain, gzip or zstd, recognised by content; "-" for standard input) to the store
// in the folder `path`, which is created when it does not exist. Documents and model are one atomic write: after an
// error, a crash or Cancelled nothing of the file is in the store, which may have been created. Memory as of
// Store::StartBulk, that of the model, and a small multiple of the longest line. Errors, as "<file>:<line>: <what is
// wrong>; <remedy>": InvalidArgument for what is no export; DataLoss for what is damaged, changed or cut short;
// FailedPrecondition for another version of the format, and for a file or a store of another configuration, naming
// both; those of OpenDiskStore and Store::FinishBulk.
[[nodiscard]] absl::StatusOr<ImportReport> ImportStore(const std::string& file, const std::string& path,
                                                       const ImportOptions& options = {});

}  // namespace copydesk

#endif  // COPYDESK_STORE_EXPORT_H_
