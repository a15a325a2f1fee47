// Sizes, compaction and copies of stores on disk.
#include "copydesk/store_care.h"

#include <rocksdb/convenience.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/committed_file.h"
#include "store/database.h"
#include "store/disk_matches.h"
#include "store/disk_reader.h"
#include "store/ingestion.h"
#include "store/rocksdb_status.h"
#include "store/store_folder.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSmallCache = std::size_t{8} << 20;

std::uint64_t Property(const Database& database, Family family, const std::string& name) {
  std::uint64_t value = 0;
  return database.db().GetIntProperty(database.family(family), name, &value) ? value : 0;
}

absl::Status FileError(std::string_view what, const fs::path& path, const std::error_code& error) {
  return absl::UnavailableError(absl::StrCat(path.string(), ToAbsl(what), error.message()));
}

// Bytes of the files of a folder; of logs apart.
absl::Status AddFileSizes(const std::string& folder, StoreInfo* info) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    std::error_code gone;  // a writer may remove files
    const std::uintmax_t size = entry->file_size(gone);
    if (gone) continue;
    info->total_bytes += size;
    if (entry->path().extension() == ".log") info->log_bytes += size;
  }
  return error ? FileError(" cannot be listed: ", folder, error) : absl::OkStatus();
}

bool IsTable(const fs::path& file) { return file.extension() == ".sst" || file.extension() == ".blob"; }

// Tables never change: a link is as good as a copy.
absl::Status LinkOrCopy(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (error == std::errc::file_exists || error == std::errc::no_such_file_or_directory) return absl::OkStatus();
  if (error) fs::copy_file(from, to, fs::copy_options::skip_existing, error);
  if (!error || error == std::errc::no_such_file_or_directory) return absl::OkStatus();
  return FileError(" cannot be copied: ", from, error);
}

// Copies what `wanted` takes of a folder's files; those that vanish meanwhile are left out.
template <typename Wanted, typename Copy>
absl::Status ForEachFile(const std::string& folder, const Wanted& wanted, const Copy& copy) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (wanted(entry->path())) files.push_back(entry->path());
  }
  if (error) return FileError(" cannot be listed: ", folder, error);
  for (const fs::path& file : files) COPYDESK_RETURN_IF_ERROR(copy(file));
  return absl::OkStatus();
}

absl::Status CopyWhole(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error || error == std::errc::no_such_file_or_directory) return absl::OkStatus();
  return FileError(" cannot be copied: ", from, error);
}

// One attempt: a writer that is at work may remove a file between two steps, which opening the copy tells.
absl::Status CopyStore(const std::string& path, const fs::path& target) {
  const auto name_in_target = [&](const fs::path& file) { return target / file.filename(); };
  const auto link = [&](const fs::path& file) { return LinkOrCopy(file, name_in_target(file)); };
  const auto copy = [&](const fs::path& file) { return CopyWhole(file, name_in_target(file)); };
  COPYDESK_RETURN_IF_ERROR(ForEachFile(path, IsTable, link));
  // What must be there first, then what is: more may be written between the two. Logs before the manifest: what is
  // written between those is in neither, or in tables.
  COPYDESK_RETURN_IF_ERROR(CopyWhole(fs::path(path) / kCommittedFile, target / kCommittedFile));
  COPYDESK_RETURN_IF_ERROR(ForEachFile(
      path, [](const fs::path& file) { return file.extension() == ".log"; }, copy));
  const auto is_root = [](const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("MANIFEST-") || name == "CURRENT" || name == "IDENTITY" || name.starts_with("OPTIONS-");
  };
  COPYDESK_RETURN_IF_ERROR(ForEachFile(path, is_root, copy));
  // Tables that the manifest names and that came after the first look.
  COPYDESK_RETURN_IF_ERROR(ForEachFile(path, IsTable, link));
  return CopyWhole(fs::path(path) / "LOCK", target / "LOCK");
}

// Opens a store and closes it again.
absl::Status TryOpen(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(const StoreIdentity identity, ReadStoreIdentity(path));
  return OpenDiskStore(path, {.config = identity.config,
                              .bands = identity.bands,
                              .keep_text = identity.keep_text,
                              .read_only = true,
                              .cache_bytes = kSmallCache})
      .status();
}

}  // namespace

absl::StatusOr<StoreInfo> ReadStoreInfo(const std::string& path) {
  StoreInfo info;
  COPYDESK_ASSIGN_OR_RETURN(info.identity, ReadStoreIdentity(path));
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, OpenToRead(path, kSmallCache));
  COPYDESK_ASSIGN_OR_RETURN(const DiskNumbers numbers, LoadNumbers(*database));
  info.forgotten = numbers.forgotten.size();
  info.documents = numbers.end - info.forgotten;
  COPYDESK_ASSIGN_OR_RETURN(const ModelRecord model, LoadModelRecord(*database));
  info.model_version = model.version;
  COPYDESK_ASSIGN_OR_RETURN(const MatchedDocuments matched, LoadMatched(*database, {}));
  info.matched = matched.end;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    const auto family = static_cast<Family>(i);
    info.families.push_back({.name = kFamilyNames[i],
                             .keys = Property(*database, family, rocksdb::DB::Properties::kEstimateNumKeys),
                             .bytes = Property(*database, family, rocksdb::DB::Properties::kTotalSstFilesSize) +
                                      Property(*database, family, rocksdb::DB::Properties::kTotalBlobFileSize)});
  }
  COPYDESK_RETURN_IF_ERROR(AddFileSizes(path, &info));
  return info;
}

absl::Status CompactStore(const std::string& path, const std::atomic<bool>* cancel) {
  COPYDESK_ASSIGN_OR_RETURN(const StoreIdentity identity, ReadStoreIdentity(path));
  COPYDESK_ASSIGN_OR_RETURN(
      const std::unique_ptr<Store> store,
      OpenDiskStore(path, {.config = identity.config, .bands = identity.bands, .keep_text = identity.keep_text}));
  return store->Compact(cancel);
}

absl::Status BackUpStore(const std::string& path, const std::string& target) {
  COPYDESK_RETURN_IF_ERROR(ReadStoreIdentity(path).status());
  std::error_code error;
  if (fs::exists(target, error)) {
    return absl::AlreadyExistsError(absl::StrCat(target, " is there already; name a folder that is not"));
  }
  constexpr int kAttempts = 10;
  // The copy gets its name once it is whole.
  const fs::path unfinished = target + ".unfinished";
  absl::Status status;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    fs::remove_all(unfinished, error);
    if (!fs::create_directory(unfinished, error)) return FileError(" cannot be created: ", unfinished, error);
    status = CopyStore(path, unfinished);
    if (status.ok()) status = TryOpen(unfinished.string());
    if (status.ok()) break;
  }
  if (status.ok()) {
    fs::rename(unfinished, target, error);
    if (error) status = FileError(" cannot be renamed: ", unfinished, error);
  }
  if (!status.ok()) fs::remove_all(unfinished, error);
  return status;
}

}  // namespace copydesk
