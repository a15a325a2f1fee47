// A file beside the database that says how many documents and which model it had at least, replaced after every write
// and before that is acknowledged. RocksDB takes a damaged length at the end of its manifest or log for an interrupted
// write, and forgets what came after it; with these numbers that is noticed.
#ifndef COPYDESK_STORE_COMMITTED_FILE_H_
#define COPYDESK_STORE_COMMITTED_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace copydesk {

inline constexpr std::string_view kCommittedFile = "COMMITTED";

struct Committed {
  std::uint64_t documents = 0;  // numbers given
  std::uint64_t forgotten = 0;
  std::uint64_t model = 0;  // its version
};

// Zeros when there is no file. DataLoss for a damaged one.
[[nodiscard]] absl::StatusOr<Committed> ReadCommitted(const std::string& folder);

// Replaces the file as a whole, synced.
[[nodiscard]] absl::Status WriteCommitted(const std::string& folder, const Committed& committed);

}  // namespace copydesk

#endif  // COPYDESK_STORE_COMMITTED_FILE_H_
