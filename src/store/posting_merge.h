// How RocksDB merges changes of posting buckets, and drops buckets that have become empty.
#ifndef COPYDESK_STORE_POSTING_MERGE_H_
#define COPYDESK_STORE_POSTING_MERGE_H_

#include <rocksdb/compaction_filter.h>
#include <rocksdb/merge_operator.h>

#include <memory>

namespace copydesk {

// Values and operands are those of posting_bucket.h, keys BucketKey. Bytes that do not decode are Corruption.
[[nodiscard]] std::shared_ptr<rocksdb::MergeOperator> PostingMergeOperator();

// Lives as long as the program.
[[nodiscard]] const rocksdb::CompactionFilter* EmptyBucketFilter();

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_MERGE_H_
