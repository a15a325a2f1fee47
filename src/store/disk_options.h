// How RocksDB is set up: the column families and their options.
#ifndef COPYDESK_STORE_DISK_OPTIONS_H_
#define COPYDESK_STORE_DISK_OPTIONS_H_

#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace copydesk {

enum class Family : std::uint8_t {
  kMeta,
  kIds,
  kDocs,
  kText,
  kSignatures,
  kContents,
  kStories,
  kBands,
  kFingerprints,
  kTerms,
  kModel,
  kMatches,
};

// The names, in the order of the enumeration. They are part of the format.
inline constexpr std::array<const char*, 12> kFamilyNames = {"meta",         "ids",      "docs",    "text",
                                                             "signatures",   "contents", "stories", "bands",
                                                             "fingerprints", "terms",    "model",   "matches"};

// For reading: nothing is written, not even a log of RocksDB's own.
[[nodiscard]] rocksdb::DBOptions MakeDatabaseOptions(bool read_only);

[[nodiscard]] rocksdb::ColumnFamilyOptions MakeFamilyOptions(Family family,
                                                             const std::shared_ptr<rocksdb::Cache>& cache);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_OPTIONS_H_
