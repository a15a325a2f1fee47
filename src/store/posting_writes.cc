#include "store/posting_writes.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>

#include "base/status.h"
#include "store/disk_keys.h"
#include "store/posting_bucket.h"
#include "store/rocksdb_status.h"
#include "store/sorted_postings.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNoBucket = std::numeric_limits<std::uint32_t>::max();

// The entries of `bucket` that begin at `*next`, which goes on behind them.
std::span<const PostingEntry> TakeBucket(std::span<const PostingEntry> entries, std::uint32_t bucket,
                                         std::size_t* next) {
  const std::size_t begin = *next;
  while (*next < entries.size() && BucketOf(entries[*next].list()) == bucket) ++*next;
  return entries.subspan(begin, *next - begin);
}

// One change for each bucket.
absl::Status WritePacked(const Database& database, Family family, const PostingWrites& writes,
                         rocksdb::WriteBatch* batch) {
  rocksdb::Status status;
  std::size_t removed = 0;
  std::size_t added = 0;
  while (status.ok() && (removed < writes.removed.size() || added < writes.added.size())) {
    std::uint32_t bucket = kNoBucket;
    if (removed < writes.removed.size()) bucket = BucketOf(writes.removed[removed].list());
    if (added < writes.added.size()) bucket = std::min(bucket, BucketOf(writes.added[added].list()));
    const std::span<const PostingEntry> gone = TakeBucket(writes.removed, bucket, &removed);
    const std::span<const PostingEntry> come = TakeBucket(writes.added, bucket, &added);
    const std::string change =
        gone.empty()
            ? EncodeAdded(come)
            : EncodeChange(
                  {.added = {come.begin(), come.end()}, .unlisted = {}, .removed = {gone.begin(), gone.end()}});
    status = batch->Merge(database.family(family), BucketKey(bucket), change);
  }
  return ToAbslStatus(status, database.Place("the batch was not made"));
}

}  // namespace

absl::Status WritePostings(const Database& database, FamilyPostings* postings, rocksdb::WriteBatch* batch) {
  for (PostingWrites& writes : *postings) {
    SortPostings(&writes.removed);
    SortPostings(&writes.added);
  }
  rocksdb::Status status;
  for (const Family family : kEntryFamilies) {
    const PostingWrites& writes = (*postings)[static_cast<std::size_t>(family)];
    for (const PostingEntry& entry : writes.removed) {
      if (status.ok()) status = batch->Delete(database.family(family), EntryKey(entry));
    }
    for (const PostingEntry& entry : writes.added) {
      if (status.ok()) status = batch->Put(database.family(family), EntryKey(entry), {});
    }
  }
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, database.Place("the batch was not made")));
  for (const Family family : kPackedFamilies) {
    COPYDESK_RETURN_IF_ERROR(WritePacked(database, family, (*postings)[static_cast<std::size_t>(family)], batch));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
