// What is written when documents of a store on disk are forgotten.
#ifndef COPYDESK_STORE_DISK_FORGET_H_
#define COPYDESK_STORE_DISK_FORGET_H_

#include <rocksdb/write_batch.h>

#include <span>

#include "absl/status/status.h"
#include "copydesk/store.h"
#include "store/disk_reader.h"

namespace copydesk {

// Appends to `batch` what takes the documents out of every family, and to `numbers` that they are forgotten.
// `forgotten` is ascending, and of numbers that are there. Where one of them stood for others of its content or
// identity, the next one is posted in its place. O(postings of the documents), and one look-up for each. Errors:
// DataLoss for records that do not decode.
[[nodiscard]] absl::Status PlanForget(const Database& database, const DiskReader& reader, const BandPlan& bands,
                                      std::span<const DocumentNumber> forgotten, DiskNumbers* numbers,
                                      rocksdb::WriteBatch* batch);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_FORGET_H_
