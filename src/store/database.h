// An open RocksDB database with the column families of a store.
#ifndef COPYDESK_STORE_DATABASE_H_
#define COPYDESK_STORE_DATABASE_H_

#include <rocksdb/db.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "store/disk_options.h"

namespace copydesk {

// Thread-safe as RocksDB is: any calls at the same time.
class Database {
 public:
  // For reading, or for writing: creates what is missing. Errors as in rocksdb_status.h. Beside a writer, what is read
  // may be missing files or out of date: see OpenToRead.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path, bool read_only,
                                                                      std::size_t cache_bytes);

  // The given families alone, for reading. The default family comes with them.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Database>> OpenSome(const std::string& path,
                                                                          const std::vector<Family>& families);

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] rocksdb::DB& db() const { return *db_; }

  // Null for a family that was not opened.
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const {
    return families_[static_cast<std::size_t>(family)];
  }
  [[nodiscard]] const std::string& path() const { return path_; }

  // Writes everything that is in memory to tables, all families at once.
  [[nodiscard]] absl::Status Flush();

  // Writes the tables of all families anew, down to the last level. Cancelled, with some of it done, when `cancel`
  // becomes true.
  [[nodiscard]] absl::Status Compact(const std::atomic<bool>* cancel);

  // "store PATH: " and `what`, for messages.
  [[nodiscard]] std::string Place(std::string_view what) const;

  // A key of the family exists. For families that should be empty.
  [[nodiscard]] absl::StatusOr<bool> HasKeys(rocksdb::ColumnFamilyHandle* handle) const;

 private:
  explicit Database(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Database>> OpenFamilies(const std::string& path, bool read_only,
                                                                              const std::vector<Family>& families,
                                                                              std::size_t cache_bytes);

  std::string path_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // owned, and given back before db_ goes
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyNames.size()> families_ = {};
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_DATABASE_H_
