// The matches that a store in RocksDB keeps: each under both of its blocks, and a record in `meta` that says of which
// documents they are.
#ifndef COPYDESK_STORE_DISK_MATCHES_H_
#define COPYDESK_STORE_DISK_MATCHES_H_

#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <functional>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "store/database.h"
#include "store/disk_reader.h"

namespace copydesk {

// As Store::KeepMatches; the writes are left to the caller.
[[nodiscard]] absl::Status PlanMatches(const Database& database, std::span<const KeptMatch> matches,
                                       const MatchedDocuments& matched, rocksdb::WriteBatch* batch);

// Appends that the matches of a document go, from both sides.
[[nodiscard]] absl::Status RemoveMatches(const Database& database, DocumentNumber number, rocksdb::WriteBatch* batch);

// Appends that all matches go, and the record of them.
[[nodiscard]] absl::Status RemoveAllMatches(const Database& database, rocksdb::WriteBatch* batch);

// As Store::GetMatched and Store::ForEachMatch, at the snapshot of `options`. Only matches of documents that `numbers`
// has.
[[nodiscard]] absl::StatusOr<MatchedDocuments> LoadMatched(const Database& database,
                                                           const rocksdb::ReadOptions& options);
[[nodiscard]] absl::Status ForEachDiskMatch(const Database& database, const rocksdb::ReadOptions& options,
                                            const DiskNumbers& numbers,
                                            const std::function<absl::Status(const KeptMatch&)>& visit);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_MATCHES_H_
