#include "store/store_folder.h"

#include <rocksdb/db.h>
#include <rocksdb/iterator.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/committed_file.h"
#include "store/disk_keys.h"
#include "store/ingestion.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRootFile = "CURRENT";
constexpr std::string_view kLockFile = "LOCK";

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Files that RocksDB writes before there is a root.
bool IsEarlyFile(std::string_view name) {
  return name == kLockFile || name == "LOG" || name.starts_with("LOG.old.") || name == "IDENTITY" ||
         name.starts_with("MANIFEST-") || name.ends_with(".dbtmp") || name == kIngestFolder;
}

// Files that hold data, or describe them.
bool IsDataFile(std::string_view name) {
  if (name.starts_with("OPTIONS-") || name == kCommittedFile) return true;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || !IsNumber(name.substr(0, dot))) return false;
  const std::string_view extension = name.substr(dot);
  return extension == ".sst" || extension == ".blob" || extension == ".log";
}

absl::Status NoStore(const std::string& path, std::string_view why) {
  return absl::FailedPreconditionError(
      absl::StrCat(path, " is no store and was left as it is: ", ToAbsl(why), "; name a new or an empty folder"));
}

absl::StatusOr<std::vector<std::string>> ListNames(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(path, error);
  while (!error && entry != fs::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error) return absl::UnavailableError(absl::StrCat("folder ", path, " cannot be listed: ", error.message()));
  return names;
}

absl::StatusOr<std::vector<std::string>> ListSortedNames(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<std::string> names, ListNames(path));
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<std::vector<std::string>> ListFamilies(const std::string& path) {
  std::vector<std::string> names;
  const rocksdb::Status status = rocksdb::DB::ListColumnFamilies(MakeDatabaseOptions(/*read_only=*/true), path, &names);
  if (!status.ok()) return ToAbslStatus(status, absl::StrCat("store ", path, ": cannot be opened"));
  return names;
}

bool Contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

absl::Status CheckFamilies(const std::string& path, const std::vector<std::string>& names) {
  for (const char* name : kFamilyNames) {
    if (Contains(names, name)) continue;
    return absl::DataLossError(absl::StrCat("store ", path, ": the column family ", name, " is missing"));
  }
  return absl::OkStatus();
}

// A database without an identity: is it ours, interrupted while it was made?
absl::Status CheckInterrupted(const Database& database, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name != rocksdb::kDefaultColumnFamilyName && !Contains({kFamilyNames.begin(), kFamilyNames.end()}, name)) {
      return NoStore(database.path(), absl::StrCat("it holds a database with a column family ", name));
    }
  }
  COPYDESK_ASSIGN_OR_RETURN(const bool foreign, database.HasKeys(database.db().DefaultColumnFamily()));
  if (foreign) return NoStore(database.path(), "it holds another program's database");
  for (const Family family : {Family::kMeta, Family::kDocs}) {
    if (database.family(family) == nullptr) continue;
    COPYDESK_ASSIGN_OR_RETURN(const bool used, database.HasKeys(database.family(family)));
    if (used) return absl::DataLossError(database.Place("it has records, and none of its configuration"));
  }
  return absl::OkStatus();
}

// A reader finds out which logs and tables there are, and opens them: between the two a writer may have put others in
// their place, and then some cannot be opened, or a log is missed and with it what was committed last. What `read`
// tells is final when it went well, or when the folder held the same files before and after.
template <typename Read>
auto ReadSettled(const std::string& path, const Read& read) -> decltype(read()) {
  constexpr int kAttempts = 20;
  constexpr std::chrono::milliseconds kPause(20);
  for (int attempt = 1;; ++attempt) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::string> before, ListSortedNames(path));
    auto result = read();
    if (result.ok() || attempt == kAttempts) return result;
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::string> after, ListSortedNames(path));
    if (before == after) return result;
    std::this_thread::sleep_for(kPause);
  }
}

// That nothing that was committed is missing.
absl::Status CheckCommitted(const Database& database, const Committed& committed) {
  COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t documents, LoadCount(database));
  COPYDESK_ASSIGN_OR_RETURN(const NumberSet forgotten, LoadForgotten(database, documents));
  COPYDESK_ASSIGN_OR_RETURN(const ModelRecord model, LoadModelRecord(database));
  const auto missing = [&](const auto&... parts) {
    return absl::DataLossError(database.Place(absl::StrCat(parts...)));
  };
  if (documents < committed.documents) {
    return missing("it has ", documents, " documents, and had ", committed.documents, " before");
  }
  if (forgotten.size() < committed.forgotten) {
    return missing("it has forgotten ", forgotten.size(), " documents, and had ", committed.forgotten, " before");
  }
  if (model.version < committed.model) {
    return missing("it has version ", model.version, " of its model, and had ", committed.model, " before");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<IdentityRecord>> ReadIdentityOnce(const std::string& path) {
  // Read first: a writer may be at work, and the numbers only grow.
  COPYDESK_ASSIGN_OR_RETURN(const Committed committed, ReadCommitted(path));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFamilies(path));
  std::vector<Family> families;
  for (const Family family : {Family::kMeta, Family::kDocs}) {
    if (Contains(names, kFamilyNames[static_cast<std::size_t>(family)])) families.push_back(family);
  }
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, Database::OpenSome(path, families));
  std::optional<IdentityRecord> record;
  if (database->family(Family::kMeta) != nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(record, LoadIdentity(*database));
  }
  if (record.has_value()) {
    COPYDESK_RETURN_IF_ERROR(CheckFamilies(path, names));
    COPYDESK_RETURN_IF_ERROR(CheckCommitted(*database, committed));
    return record;
  }
  COPYDESK_RETURN_IF_ERROR(CheckInterrupted(*database, names));
  if (committed.documents == 0 && committed.forgotten == 0 && committed.model == 0) return record;
  return absl::DataLossError(database->Place("it had documents or a model, and has no configuration"));
}

}  // namespace

absl::StatusOr<FolderState> InspectFolder(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return FolderState::kMissing;
  if (error) return absl::UnavailableError(absl::StrCat(path, " cannot be read: ", error.message()));
  if (status.type() != fs::file_type::directory) return NoStore(path, "it is a file");
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListNames(path));
  if (names.empty()) return FolderState::kEmpty;
  if (Contains(names, kRootFile)) return FolderState::kDatabase;
  bool data = false;
  for (const std::string& name : names) {
    if (!IsEarlyFile(name) && !IsDataFile(name)) return NoStore(path, absl::StrCat("it holds ", name));
    data = data || IsDataFile(name);
  }
  if (!Contains(names, kLockFile)) return NoStore(path, "it has files of a database, and no file LOCK");
  if (data) return absl::DataLossError(absl::StrCat("store ", path, ": the file CURRENT is missing"));
  return FolderState::kInterrupted;
}

absl::StatusOr<std::optional<IdentityRecord>> LoadIdentity(const Database& database) {
  std::string bytes;
  const rocksdb::Status status =
      database.db().Get({}, database.family(Family::kMeta), rocksdb::Slice(kIdentityKey), &bytes);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return ToAbslStatus(status, database.Place("the configuration cannot be read"));
  absl::StatusOr<IdentityRecord> record = DecodeIdentity(bytes);
  if (!record.ok()) return Annotate(record.status(), database.Place("meta record \"identity\""));
  return *std::move(record);
}

absl::StatusOr<std::uint64_t> LoadCount(const Database& database) {
  std::string bytes;
  const rocksdb::Status status =
      database.db().Get({}, database.family(Family::kMeta), rocksdb::Slice(kDocumentsKey), &bytes);
  if (status.IsNotFound()) return absl::DataLossError(database.Place("the number of documents is missing"));
  if (!status.ok()) return ToAbslStatus(status, database.Place("the number of documents cannot be read"));
  absl::StatusOr<std::uint64_t> count = DecodeCounter(bytes);
  if (!count.ok()) return Annotate(count.status(), database.Place("meta record \"documents\""));
  return count;
}

absl::StatusOr<NumberSet> LoadForgotten(const Database& database, std::uint64_t end) {
  NumberSet forgotten;
  const rocksdb::Slice prefix(kForgottenPrefix);
  const std::unique_ptr<rocksdb::Iterator> cursor(database.db().NewIterator({}, database.family(Family::kMeta)));
  for (cursor->Seek(prefix); cursor->Valid() && cursor->key().starts_with(prefix); cursor->Next()) {
    const std::optional<std::uint64_t> piece = ParseForgottenKey({cursor->key().data(), cursor->key().size()});
    if (!piece.has_value() || *piece > end / NumberSet::kPieceNumbers ||
        !forgotten.DecodePiece(*piece, {cursor->value().data(), cursor->value().size()})) {
      return absl::DataLossError(database.Place("a meta record of forgotten documents does not decode"));
    }
  }
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(cursor->status(), database.Place("column family meta")));
  return forgotten;
}

absl::StatusOr<std::set<std::int64_t>> LoadPeriods(const Database& database) {
  std::set<std::int64_t> periods;
  const std::unique_ptr<rocksdb::Iterator> cursor(database.db().NewIterator({}, database.family(Family::kMeta)));
  const rocksdb::Slice prefix(kPeriodPrefix.data(), kPeriodPrefix.size());
  for (cursor->Seek(prefix); cursor->Valid() && cursor->key().starts_with(prefix); cursor->Next()) {
    const std::optional<std::int64_t> period = ParsePeriodKey({cursor->key().data(), cursor->key().size()});
    if (!period.has_value() || !cursor->value().empty()) {
      return absl::DataLossError(database.Place("a meta record of a period does not decode"));
    }
    periods.insert(periods.end(), *period);
  }
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(cursor->status(), database.Place("column family meta")));
  return periods;
}

absl::StatusOr<ModelRecord> LoadModelRecord(const Database& database) {
  std::string bytes;
  const rocksdb::Status status =
      database.db().Get({}, database.family(Family::kMeta), rocksdb::Slice(kModelKey), &bytes);
  if (status.IsNotFound()) return ModelRecord();
  if (!status.ok()) return ToAbslStatus(status, database.Place("the record of its model cannot be read"));
  absl::StatusOr<ModelRecord> record = DecodeModelRecord(bytes);
  if (!record.ok()) return Annotate(record.status(), database.Place("meta record \"model\""));
  return record;
}

absl::StatusOr<std::optional<IdentityRecord>> ReadIdentity(const std::string& path) {
  return ReadSettled(path, [&] { return ReadIdentityOnce(path); });
}

absl::StatusOr<std::unique_ptr<Database>> OpenToRead(const std::string& path, std::size_t cache_bytes) {
  return ReadSettled(path, [&]() -> absl::StatusOr<std::unique_ptr<Database>> {
    COPYDESK_ASSIGN_OR_RETURN(const Committed committed, ReadCommitted(path));
    COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                              Database::Open(path, /*read_only=*/true, cache_bytes));
    COPYDESK_RETURN_IF_ERROR(CheckCommitted(*database, committed));
    return database;
  });
}

}  // namespace copydesk
