#include "store/database.h"

#include <rocksdb/iterator.h>

#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/status.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

std::string PlaceIn(const std::string& path, std::string_view what) {
  return absl::StrCat("store ", path, ": ", ToAbsl(what));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::OpenFamilies(const std::string& path, bool read_only,
                                                                 const std::vector<Family>& families,
                                                                 std::size_t cache_bytes) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors = {{rocksdb::kDefaultColumnFamilyName, {}}};
  for (const Family family : families) {
    descriptors.emplace_back(kFamilyNames[static_cast<std::size_t>(family)], MakeFamilyOptions(family, cache));
  }
  std::unique_ptr<Database> database(new Database(path));
  rocksdb::DB* db = nullptr;
  const rocksdb::DBOptions options = MakeDatabaseOptions(read_only);
  const rocksdb::Status status =
      read_only ? rocksdb::DB::OpenForReadOnly(options, path, descriptors, &database->handles_, &db)
                : rocksdb::DB::Open(options, path, descriptors, &database->handles_, &db);
  database->db_.reset(db);
  if (!status.ok()) return ToAbslStatus(status, PlaceIn(path, "cannot be opened"));
  for (std::size_t i = 0; i < families.size(); ++i) {
    database->families_[static_cast<std::size_t>(families[i])] = database->handles_[i + 1];
  }
  return database;
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path, bool read_only,
                                                         std::size_t cache_bytes) {
  std::vector<Family> families;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) families.push_back(static_cast<Family>(i));
  return OpenFamilies(path, read_only, families, cache_bytes);
}

absl::StatusOr<std::unique_ptr<Database>> Database::OpenSome(const std::string& path,
                                                             const std::vector<Family>& families) {
  constexpr std::size_t kSmallCache = std::size_t{1} << 20;
  return OpenFamilies(path, /*read_only=*/true, families, kSmallCache);
}

Database::~Database() {
  if (db_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
}

absl::Status Database::Flush() { return ToAbslStatus(db_->Flush({}, handles_), Place("cannot be flushed")); }

absl::Status Database::Compact(const std::atomic<bool>* cancel) {
  std::atomic<bool> is_cancelled = false;
  const std::jthread watch([&](const std::stop_token& stop) {
    constexpr std::chrono::milliseconds kPause(20);
    while (!stop.stop_requested() && !IsCancelled(cancel)) std::this_thread::sleep_for(kPause);
    is_cancelled = IsCancelled(cancel);
  });
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  options.blob_garbage_collection_policy = rocksdb::BlobGarbageCollectionPolicy::kForce;
  options.blob_garbage_collection_age_cutoff = 1;
  options.canceled = &is_cancelled;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    const rocksdb::Status status = db_->CompactRange(options, handle, nullptr, nullptr);
    if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
    COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, Place("cannot be compacted")));
  }
  return absl::OkStatus();
}

std::string Database::Place(std::string_view what) const { return PlaceIn(path_, what); }

absl::StatusOr<bool> Database::HasKeys(rocksdb::ColumnFamilyHandle* handle) const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> keys(db_->NewIterator(options, handle));
  keys->SeekToFirst();
  if (keys->Valid()) return true;
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(keys->status(), Place("cannot be read")));
  return false;
}

}  // namespace copydesk
