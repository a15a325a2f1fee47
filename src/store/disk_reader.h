// Reading a store in RocksDB, as it is or as it was at a snapshot.
#ifndef COPYDESK_STORE_DISK_READER_H_
#define COPYDESK_STORE_DISK_READER_H_

#include <rocksdb/iterator.h>
#include <rocksdb/options.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "store/database.h"
#include "store/document_codec.h"
#include "store/number_set.h"
#include "store/posting_entry.h"

namespace copydesk {

// Which numbers are those of documents, and when these were published.
struct DiskNumbers {
  std::uint64_t end = 0;  // numbers given so far
  NumberSet forgotten;
  std::set<std::int64_t> periods;  // see Store::TermPeriods

  [[nodiscard]] bool Contains(DocumentNumber number) const { return number < end && !forgotten.Contains(number); }
};

// From an open database. DataLoss when they are not there, or do not go with the last record of a document.
[[nodiscard]] absl::StatusOr<DiskNumbers> LoadNumbers(const Database& database);

using DiskCursor = std::unique_ptr<rocksdb::Iterator>;

// Thread-safe. Errors are those of the methods of Store that have the same names.
class DiskReader {
 public:
  // `database` and the snapshot (null: none) must stay live while this is live.
  DiskReader(const Database* database, const StoreIdentity& identity, const rocksdb::Snapshot* snapshot)
      : database_(database), identity_(identity), snapshot_(snapshot) {}

  // Of this snapshot.
  [[nodiscard]] rocksdb::ReadOptions Options() const;

  [[nodiscard]] absl::StatusOr<DocumentRecord> GetDocument(DocumentNumber number, const DiskNumbers& numbers) const;
  [[nodiscard]] absl::StatusOr<std::string> GetText(DocumentNumber number, const DiskNumbers& numbers) const;
  [[nodiscard]] absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number,
                                                                     const DiskNumbers& numbers) const;

  // The documents under an id, ascending. Keys hold a hash of the id; the record has the id itself.
  struct IdEntry {
    DocumentNumber number = 0;
    TextIdentity text;
  };
  [[nodiscard]] absl::StatusOr<std::vector<IdEntry>> FindId(std::string_view id, const DiskNumbers& numbers,
                                                            const DiskCursor& ids) const;

  // Of families of packed lists: the lists of `hashes`, in their order. Each bucket is read once.
  [[nodiscard]] absl::StatusOr<std::vector<std::vector<Posting>>> GetManyPacked(Family family,
                                                                                std::span<const std::uint64_t> hashes,
                                                                                std::size_t limit,
                                                                                const DiskNumbers& numbers) const;

  // Only postings of documents that `numbers` has: a writer may be about to add others.
  [[nodiscard]] absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                                 std::size_t limit, const DiskNumbers& numbers) const;
  [[nodiscard]] absl::Status ForEachList(PostingKind kind, std::size_t limit, const Store::ListVisitor& visit,
                                         const DiskNumbers& numbers) const;

  // Keys of a family of entries, for those under one prefix: filters then spare most reads.
  [[nodiscard]] DiskCursor SeekPrefix(Family family) const;
  // All keys of a family, read ahead and not kept in the cache.
  [[nodiscard]] DiskCursor Walk(Family family) const;
  [[nodiscard]] absl::Status StatusOf(const DiskCursor& cursor, Family family) const;
  [[nodiscard]] absl::Status BadKey(Family family) const;

  // The entries under a prefix, ascending; at most `limit`.
  [[nodiscard]] absl::StatusOr<std::vector<PostingEntry>> EntriesUnder(std::string_view prefix, Family family,
                                                                       const DiskCursor& cursor,
                                                                       std::size_t limit) const;

 private:
  [[nodiscard]] absl::Status GetRecord(Family family, DocumentNumber number, const DiskNumbers& numbers,
                                       rocksdb::PinnableSlice* value) const;
  [[nodiscard]] std::string PlaceOf(Family family, DocumentNumber number) const;
  [[nodiscard]] absl::Status BadBucket(Family family, std::uint32_t bucket) const;

  const Database* const database_;
  const StoreIdentity identity_;
  const rocksdb::Snapshot* const snapshot_;
};

[[nodiscard]] Family PostingFamily(PostingKind kind);
[[nodiscard]] const char* FamilyName(Family family);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_READER_H_
