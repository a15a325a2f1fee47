// What is in a folder that should be a store, found out without changing it.
#ifndef COPYDESK_STORE_STORE_FOLDER_H_
#define COPYDESK_STORE_STORE_FOLDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "store/database.h"
#include "store/meta_codec.h"
#include "store/number_set.h"

namespace copydesk {

enum class FolderState : std::uint8_t {
  kMissing,
  kEmpty,
  kInterrupted,  // the creation of a database was interrupted before there was one
  kDatabase,
};

// By the names of the files alone. Errors: FailedPrecondition for a path that is no folder, or a folder of anything
// else; DataLoss for files of a database without their root; Unavailable when it cannot be listed.
[[nodiscard]] absl::StatusOr<FolderState> InspectFolder(const std::string& path);

// The identity that the folder's database holds; nothing for a store whose creation was interrupted. A writer may be at
// work. Errors: FailedPrecondition for a database that is no store, or a store of another format version; DataLoss for
// a damaged one, or one with fewer documents, fewer forgotten ones or an older model than were committed.
[[nodiscard]] absl::StatusOr<std::optional<IdentityRecord>> ReadIdentity(const std::string& path);

// All families for reading, at a state not older than what was committed before the call, whatever a writer does
// meanwhile. Errors: as Database::Open; DataLoss as above.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Database>> OpenToRead(const std::string& path, std::size_t cache_bytes);

// From an open database: its identity, if it has one, and the number of documents, which is DataLoss when missing.
[[nodiscard]] absl::StatusOr<std::optional<IdentityRecord>> LoadIdentity(const Database& database);
[[nodiscard]] absl::StatusOr<std::uint64_t> LoadCount(const Database& database);

// The forgotten ones of the numbers below `end`.
[[nodiscard]] absl::StatusOr<NumberSet> LoadForgotten(const Database& database, std::uint64_t end);

// The periods of which terms are or were posted.
[[nodiscard]] absl::StatusOr<std::set<std::int64_t>> LoadPeriods(const Database& database);

// Which model the database has; version 0 for none.
[[nodiscard]] absl::StatusOr<ModelRecord> LoadModelRecord(const Database& database);

}  // namespace copydesk

#endif  // COPYDESK_STORE_STORE_FOLDER_H_
