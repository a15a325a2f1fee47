#include "store/ingestion.h"

#include <rocksdb/sst_file_writer.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/disk_keys.h"
#include "store/posting_bucket.h"
#include "store/posting_writes.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using rocksdb::Slice;

// Of a table, as RocksDB's own.
constexpr std::uint64_t kTableBytes = std::uint64_t{64} << 20;

// Above every key that families have.
constexpr std::string_view kEnd = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";

}  // namespace

// The tables of one family, one after another.
class Ingestion::Tables {
 public:
  Tables(const Database* database, Family family, std::string prefix)
      : database_(database), family_(family), prefix_(std::move(prefix)) {}

  absl::Status Put(std::string_view key, std::string_view value) {
    COPYDESK_RETURN_IF_ERROR(Prepare());
    return Check(writer_->Put(Slice(key), Slice(value)));
  }

  absl::Status Merge(std::string_view key, std::string_view value) {
    COPYDESK_RETURN_IF_ERROR(Prepare());
    return Check(writer_->Merge(Slice(key), Slice(value)));
  }

  absl::Status DeleteAll() {
    COPYDESK_RETURN_IF_ERROR(Prepare());
    return Check(writer_->DeleteRange(Slice(), Slice(kEnd)));
  }

  absl::Status Finish() {
    if (writer_ == nullptr) return absl::OkStatus();
    absl::Status status = Check(writer_->Finish());
    writer_ = nullptr;
    return status;
  }

  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family() const { return database_->family(family_); }

 private:
  // Opens a table, the first one or the next.
  absl::Status Prepare() {
    if (writer_ != nullptr && writer_->FileSize() < kTableBytes) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(Finish());
    if (options_ == nullptr) options_ = std::make_unique<rocksdb::Options>(database_->db().GetOptions(family()));
    writer_ = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), *options_, family());
    files_.push_back(absl::StrCat(prefix_, files_.size(), ".sst"));
    return Check(writer_->Open(files_.back()));
  }

  absl::Status Check(const rocksdb::Status& status) const {
    return ToAbslStatus(status, database_->Place("a table was not written"));
  }

  const Database* const database_;
  const Family family_;
  const std::string prefix_;  // of the names of files
  std::unique_ptr<rocksdb::Options> options_;
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
  std::vector<std::string> files_;
};

absl::Status ClearIngestFolder(const std::string& database) {
  std::error_code error;
  fs::remove_all(fs::path(database) / kIngestFolder, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("store ", database,
                                             ": its folder ingest, which an interrupted write left, ",
                                             "cannot be removed: ", error.message()));
}

Ingestion::Ingestion(const Database* database)
    : database_(database), folder_((fs::path(database->path()) / kIngestFolder).string()) {
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    tables_[i] =
        std::make_unique<Tables>(database, static_cast<Family>(i), absl::StrCat(folder_, "/", kFamilyNames[i]));
  }
}

absl::StatusOr<std::unique_ptr<Ingestion>> Ingestion::Begin(const Database* database) {
  COPYDESK_RETURN_IF_ERROR(ClearIngestFolder(database->path()));
  std::unique_ptr<Ingestion> ingestion(new Ingestion(database));
  std::error_code error;
  fs::create_directory(ingestion->folder_, error);
  if (!error) return ingestion;
  return absl::UnavailableError(
      database->Place(absl::StrCat("a folder for tables cannot be created: ", error.message())));
}

Ingestion::~Ingestion() { ClearIngestFolder(database_->path()).IgnoreError(); }

absl::Status Ingestion::Put(Family family, std::string_view key, std::string_view value) {
  return tables(family).Put(key, value);
}

absl::Status Ingestion::AddPostings(Family family, std::span<const PostingEntry> entries, bool are_all) {
  if (!IsPacked(family)) {
    for (const PostingEntry& entry : entries) COPYDESK_RETURN_IF_ERROR(tables(family).Put(EntryKey(entry), {}));
    return absl::OkStatus();
  }
  return ForEachBucket(entries, [&](std::uint32_t bucket, std::span<const PostingEntry> of_bucket) {
    if (!are_all) return tables(family).Merge(BucketKey(bucket), EncodeAdded(of_bucket));
    PostingChange lists{.added = {of_bucket.begin(), of_bucket.end()}, .unlisted = {}, .removed = {}};
    Settle(&lists);
    return tables(family).Put(BucketKey(bucket), EncodeChange(lists));
  });
}

absl::Status Ingestion::ReplaceAll(Family family) { return tables(family).DeleteAll(); }

absl::Status Ingestion::Commit() {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (const std::unique_ptr<Tables>& tables : tables_) {
    COPYDESK_RETURN_IF_ERROR(tables->Finish());
    if (tables->files().empty()) continue;
    rocksdb::IngestExternalFileArg& argument = arguments.emplace_back();
    argument.column_family = tables->family();
    argument.external_files = tables->files();
    argument.options.move_files = true;
    argument.options.failed_move_fall_back_to_copy = true;
    argument.options.write_global_seqno = false;
  }
  if (arguments.empty()) return absl::OkStatus();
  return ToAbslStatus(database_->db().IngestExternalFiles(arguments), database_->Place("the tables were not taken in"));
}

}  // namespace copydesk
