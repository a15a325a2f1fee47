#include "store/disk_options.h"

#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <cstdarg>

#include "store/disk_keys.h"
#include "store/posting_merge.h"

namespace copydesk {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr double kBitsPerKey = 10;  // of a Bloom filter: one false answer in a hundred

// Drops RocksDB's log.
class NoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, std::va_list /*arguments*/) override {}
};

// Readers ask for all keys under a prefix, most often one that is not there: a filter over prefixes answers that.
void FilterPrefixes(std::size_t prefix, rocksdb::ColumnFamilyOptions* options, rocksdb::BlockBasedTableOptions* table) {
  constexpr double kShareOfMemtable = 0.05;
  options->prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(prefix));
  options->memtable_prefix_bloom_size_ratio = kShareOfMemtable;
  table->filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBitsPerKey));
  table->whole_key_filtering = false;  // whole keys are never looked up
}

}  // namespace

rocksdb::DBOptions MakeDatabaseOptions(bool read_only) {
  rocksdb::DBOptions options;
  options.create_if_missing = !read_only;
  options.create_missing_column_families = !read_only;
  // A batch is in the log whole or not at all, and a damaged log is refused. The default would drop what follows the
  // damage without a word.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  // A log that was deleted, or that a writer deletes while a reader opens, is noticed.
  options.track_and_verify_wals_in_manifest = true;
  // All families reach a flush together, so that no log is kept alive by a family with few writes.
  options.atomic_flush = true;
  // A flush while opening would not be atomic; what the log holds waits for the next one.
  options.avoid_flush_during_recovery = true;
  // Memory for writes of all families together; the log, and so the time to open after a crash, is about as large.
  options.db_write_buffer_size = 128 * kMiB;
  options.max_total_wal_size = 256 * kMiB;
  // Well below the usual limit of 1024 a process; files beyond it are opened again when needed.
  options.max_open_files = 512;
  // One thread for flushes, one for compactions: a store is written by one thread, which computes signatures too.
  options.max_background_jobs = 2;
  // RocksDB's own log: warnings only, at most two files of 4 MiB, no statistics.
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.keep_log_file_num = 2;
  options.max_log_file_size = 4 * kMiB;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  if (read_only) options.info_log = std::make_shared<NoLog>();
  return options;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions options;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  // Indexes and filters count against the cache, so that its size bounds the memory for reading.
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // Levels are sized from the last one upwards: at most about a tenth of the data is there twice.
  options.level_compaction_dynamic_level_bytes = true;
  options.compression = rocksdb::kLZ4Compression;
  switch (family) {
    case Family::kMeta:
    case Family::kDocs:
    case Family::kMatches:
      break;  // no filter: numbers are dense and known, and few files hold a given range of them
    case Family::kIds:
    case Family::kContents:
    case Family::kStories:
      FilterPrefixes(kEntryPrefixSize, &options, &table);
      options.compression = rocksdb::kNoCompression;  // hashes
      break;
    case Family::kSignatures:
    case Family::kModel:
      options.compression = rocksdb::kNoCompression;  // hashes
      break;
    case Family::kText:
      options.compression = rocksdb::kNoCompression;  // they are compressed one by one, on all threads
      options.enable_blob_files = true;               // compaction moves references instead of texts
      options.min_blob_size = 4096;
      break;
    case Family::kBands:
    case Family::kFingerprints:
    case Family::kTerms:
      // Nearly every bucket is in the last level; what the levels above lack, their filters say.
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBitsPerKey));
      options.optimize_filters_for_hits = true;
      options.compression = rocksdb::kNoCompression;  // hashes, and numbers of documents without order
      options.merge_operator = PostingMergeOperator();
      options.compaction_filter = EmptyBucketFilter();
      break;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

}  // namespace copydesk
