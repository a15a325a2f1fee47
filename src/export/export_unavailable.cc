// Stands in for exports in a build without RocksDB, which has no stores to export. Importing ends where the store is
// opened.
#include "absl/status/status.h"
#include "copydesk/store_export.h"

namespace copydesk {

absl::StatusOr<ExportReport> ExportStore(const std::string& /*path*/, const ExportSink& /*sink*/,
                                         const ExportOptions& /*options*/) {
  return absl::UnimplementedError("this program was built without RocksDB and cannot open stores on disk");
}

}  // namespace copydesk
