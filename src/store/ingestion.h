// A large write to a database: tables that are written beside it, sorted, and then become part of it at once.
#ifndef COPYDESK_STORE_INGESTION_H_
#define COPYDESK_STORE_INGESTION_H_

#include <rocksdb/slice.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "store/database.h"
#include "store/posting_entry.h"

namespace copydesk {

// The folder of unfinished tables, in that of the database.
inline constexpr std::string_view kIngestFolder = "ingest";

// Removes what an interrupted ingestion left.
[[nodiscard]] absl::Status ClearIngestFolder(const std::string& database);

// Protocol: Add* Commit. Without a commit nothing has happened. Families may be written by different threads, each by
// one at a time. Errors as in rocksdb_status.h.
class Ingestion {
 public:
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Ingestion>> Begin(const Database* database);

  ~Ingestion();
  Ingestion(const Ingestion&) = delete;
  Ingestion& operator=(const Ingestion&) = delete;

  // Keys of a family ascending over all calls.
  [[nodiscard]] absl::Status Put(Family family, std::string_view key, std::string_view value);

  // Postings of a family, as its keys or as packed lists. Ascending over all calls; the entries of a bucket in one
  // call. `are_all`: the family has no others, and lists are written as what they are, not as a change.
  [[nodiscard]] absl::Status AddPostings(Family family, std::span<const PostingEntry> entries, bool are_all);

  // What the family holds before the commit is gone after it. Before anything is added to the family.
  [[nodiscard]] absl::Status ReplaceAll(Family family);

  // All of it, atomically and for good.
  [[nodiscard]] absl::Status Commit();

 private:
  class Tables;  // of one family

  explicit Ingestion(const Database* database);

  [[nodiscard]] Tables& tables(Family family) { return *tables_[static_cast<std::size_t>(family)]; }

  const Database* const database_;
  const std::string folder_;
  std::array<std::unique_ptr<Tables>, kFamilyNames.size()> tables_;
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_INGESTION_H_
