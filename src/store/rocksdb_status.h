// Errors of RocksDB as absl::Status.
#ifndef COPYDESK_STORE_ROCKSDB_STATUS_H_
#define COPYDESK_STORE_ROCKSDB_STATUS_H_

#include <rocksdb/status.h>

#include <string_view>

#include "absl/status/status.h"

namespace copydesk {

// The message is `what` (the path of the store and what was being done), then RocksDB's own. Damage is DataLoss, a
// failing or full disk Unavailable, a lock that someone holds FailedPrecondition.
[[nodiscard]] absl::Status ToAbslStatus(const rocksdb::Status& status, std::string_view what);

// `status` with `what` before its message.
[[nodiscard]] absl::Status Annotate(const absl::Status& status, std::string_view what);

}  // namespace copydesk

#endif  // COPYDESK_STORE_ROCKSDB_STATUS_H_
