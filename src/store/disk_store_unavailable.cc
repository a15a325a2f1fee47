// Stands in for the disk store in a build without RocksDB.
#include "absl/status/status.h"
#include "copydesk/store.h"
#include "copydesk/store_care.h"

namespace copydesk {
namespace {

absl::Status Unavailable() {
  return absl::UnimplementedError("this program was built without RocksDB and cannot open stores on disk");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenDiskStore(const std::string& /*path*/, const DiskStoreOptions& /*options*/) {
  return Unavailable();
}

absl::StatusOr<StoreIdentity> ReadStoreIdentity(const std::string& /*path*/) { return Unavailable(); }
absl::StatusOr<StoreInfo> ReadStoreInfo(const std::string& /*path*/) { return Unavailable(); }
absl::StatusOr<CheckReport> CheckStore(const std::string& /*path*/, const CheckOptions& /*options*/) {
  return Unavailable();
}
absl::Status CompactStore(const std::string& /*path*/, const std::atomic<bool>* /*cancel*/) { return Unavailable(); }
absl::Status BackUpStore(const std::string& /*path*/, const std::string& /*target*/) { return Unavailable(); }

}  // namespace copydesk
