// The store in RocksDB; docs/store-format.md has its bytes.
#ifndef COPYDESK_STORE_DISK_STORE_H_
#define COPYDESK_STORE_DISK_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "store/database.h"

namespace copydesk {

// A store over an open database that has an identity, which is `identity`. DataLoss when the number of documents is
// not there or is not the number of document records.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Store>> MakeDiskStore(std::unique_ptr<Database> database,
                                                                   const StoreIdentity& identity,
                                                                   const DiskStoreOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_STORE_H_
