// Opening and creating stores on disk.
#include <rocksdb/env.h>
#include <rocksdb/write_batch.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/store.h"
#include "store/committed_file.h"
#include "store/database.h"
#include "store/disk_keys.h"
#include "store/disk_store.h"
#include "store/ingestion.h"
#include "store/memory_store.h"
#include "store/meta_codec.h"
#include "store/rocksdb_status.h"
#include "store/store_folder.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

absl::Status CheckDiskOptions(const DiskStoreOptions& options) {
  COPYDESK_RETURN_IF_ERROR(options.config.Validate());
  return CheckBandPlan(options.bands, options.config.bins);
}

// That the store is one of the same configuration. Whether texts are kept does not matter to readers.
absl::Status CheckIdentity(const std::string& path, const IdentityRecord& record, const DiskStoreOptions& options) {
  const auto& [config, bands, keep_text] = record.identity;
  const std::string wanted = options.config.Describe();
  const bool same_bands = bands.bands == options.bands.bands && bands.rows == options.bands.rows;
  if (record.line != wanted || !same_bands || (!options.read_only && keep_text != options.keep_text)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "store ", path, " was made with another configuration: ", DescribeIdentity(record.line, bands, keep_text),
        "; asked for: ", DescribeIdentity(wanted, options.bands, options.keep_text)));
  }
  if (config != options.config) {
    return absl::DataLossError(
        absl::StrCat("store ", path, ": the fields of its configuration are not those of ", record.line));
  }
  return absl::OkStatus();
}

// RocksDB's own lock, taken while the folder is looked at, and given back for RocksDB to take it.
class FolderLock {
 public:
  static absl::StatusOr<std::unique_ptr<FolderLock>> Take(const std::string& path) {
    rocksdb::FileLock* lock = nullptr;
    const rocksdb::Status status = rocksdb::Env::Default()->LockFile(path + "/LOCK", &lock);
    if (!status.ok()) return ToAbslStatus(status, absl::StrCat("store ", path));
    return std::unique_ptr<FolderLock>(new FolderLock(lock));
  }
  ~FolderLock() { rocksdb::Env::Default()->UnlockFile(lock_).PermitUncheckedError(); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(rocksdb::FileLock* lock) : lock_(lock) {}
  rocksdb::FileLock* lock_;
};

absl::Status CreateFolder(const std::string& path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (!error) return absl::OkStatus();
  const std::string message = absl::StrCat("folder ", path, " cannot be created: ", error.message());
  if (error == std::errc::no_such_file_or_directory) {
    return absl::NotFoundError(absl::StrCat(message, "; the folder that it is to be in must exist"));
  }
  return absl::UnavailableError(message);
}

// Refuses what must not be opened for writing, before RocksDB changes anything in the folder.
absl::Status PrepareFolder(const std::string& path, const DiskStoreOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(FolderState state, InspectFolder(path));
  if (state == FolderState::kMissing) COPYDESK_RETURN_IF_ERROR(CreateFolder(path));
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<FolderLock> lock, FolderLock::Take(path));
  COPYDESK_ASSIGN_OR_RETURN(state, InspectFolder(path));
  if (state != FolderState::kDatabase) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const std::optional<IdentityRecord> record, ReadIdentity(path));
  return record.has_value() ? CheckIdentity(path, *record, options) : absl::OkStatus();
}

absl::Status WriteIdentity(const Database& database, const StoreIdentity& identity) {
  rocksdb::WriteBatch writes;
  rocksdb::ColumnFamilyHandle* meta = database.family(Family::kMeta);
  rocksdb::Status status = writes.Put(meta, rocksdb::Slice(kIdentityKey),
                                      EncodeIdentity({.identity = identity, .line = identity.config.Describe()}));
  if (status.ok()) status = writes.Put(meta, rocksdb::Slice(kDocumentsKey), EncodeCounter(0));
  rocksdb::WriteOptions options;
  options.sync = true;
  if (status.ok()) status = database.db().Write(options, &writes);
  return ToAbslStatus(status, database.Place("the configuration was not written"));
}

absl::StatusOr<std::unique_ptr<Store>> OpenForWriting(const std::string& path, const DiskStoreOptions& options) {
  COPYDESK_RETURN_IF_ERROR(PrepareFolder(path, options));
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                            Database::Open(path, /*read_only=*/false, options.cache_bytes));
  COPYDESK_RETURN_IF_ERROR(ClearIngestFolder(path));
  const StoreIdentity identity{.config = options.config, .bands = options.bands, .keep_text = options.keep_text};
  COPYDESK_ASSIGN_OR_RETURN(const std::optional<IdentityRecord> record, LoadIdentity(*database));
  if (record.has_value()) {
    COPYDESK_RETURN_IF_ERROR(CheckIdentity(path, *record, options));
  } else {
    COPYDESK_RETURN_IF_ERROR(WriteIdentity(*database, identity));
  }
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Store> store, MakeDiskStore(std::move(database), identity, options));
  COPYDESK_ASSIGN_OR_RETURN(const StoredModel model, store->GetModel({}));
  COPYDESK_RETURN_IF_ERROR(WriteCommitted(path, {.documents = store->EndNumber(),
                                                 .forgotten = store->EndNumber() - store->DocumentCount(),
                                                 .model = model.version}));
  return store;
}

absl::Status NothingThere(const std::string& path) { return absl::NotFoundError(absl::StrCat("no store in ", path)); }

// Nothing for a store whose creation was interrupted.
absl::StatusOr<std::optional<IdentityRecord>> ReadExistingIdentity(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(const FolderState state, InspectFolder(path));
  if (state == FolderState::kMissing || state == FolderState::kEmpty) return NothingThere(path);
  if (state == FolderState::kInterrupted) return std::nullopt;
  return ReadIdentity(path);
}

absl::StatusOr<std::unique_ptr<Store>> OpenForReading(const std::string& path, const DiskStoreOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(const std::optional<IdentityRecord> record, ReadExistingIdentity(path));
  if (!record.has_value()) return MakeEmptyReadOnlyStore(options.config, options.bands);
  COPYDESK_RETURN_IF_ERROR(CheckIdentity(path, *record, options));
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                            Database::Open(path, /*read_only=*/true, options.cache_bytes));
  return MakeDiskStore(std::move(database), record->identity, options);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenDiskStore(const std::string& path, const DiskStoreOptions& options) {
  COPYDESK_RETURN_IF_ERROR(CheckDiskOptions(options));
  return options.read_only ? OpenForReading(path, options) : OpenForWriting(path, options);
}

absl::StatusOr<StoreIdentity> ReadStoreIdentity(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(const std::optional<IdentityRecord> record, ReadExistingIdentity(path));
  if (!record.has_value()) {
    return absl::NotFoundError(absl::StrCat("store ", path, ": its creation was interrupted, and it is empty"));
  }
  const std::string line = record->identity.config.Describe();
  if (line != record->line) {
    return absl::FailedPreconditionError(absl::StrCat("store ", path, " was made by another version of this program: ",
                                                      record->line, "; this one would write: ", line));
  }
  return record->identity;
}

}  // namespace copydesk
