#include "store/rocksdb_status.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

absl::StatusCode ToCode(const rocksdb::Status& status) {
  switch (status.code()) {
    case rocksdb::Status::kOk:
      return absl::StatusCode::kOk;
    case rocksdb::Status::kNotFound:
      return absl::StatusCode::kNotFound;
    case rocksdb::Status::kCorruption:
      return absl::StatusCode::kDataLoss;
    case rocksdb::Status::kInvalidArgument:
      return absl::StatusCode::kInvalidArgument;
    case rocksdb::Status::kNotSupported:
      return absl::StatusCode::kFailedPrecondition;
    case rocksdb::Status::kIOError:
    case rocksdb::Status::kBusy:
    case rocksdb::Status::kTimedOut:
    case rocksdb::Status::kTryAgain:
      return absl::StatusCode::kUnavailable;
    default:
      return absl::StatusCode::kInternal;
  }
}

// RocksDB has no code for a lock that is held: by this process, or by another one.
bool IsHeldLock(const rocksdb::Status& status, const std::string& message) {
  return status.IsIOError() &&
         (absl::StrContains(message, "lock hold by current process") || absl::StrContains(message, "While lock file"));
}

}  // namespace

absl::Status ToAbslStatus(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = status.ToString();
  if (IsHeldLock(status, message)) {
    return absl::FailedPreconditionError(
        absl::StrCat(ToAbsl(what), ": another process has the store open for writing (", message, ")"));
  }
  return {ToCode(status), absl::StrCat(ToAbsl(what), ": ", message)};
}

absl::Status Annotate(const absl::Status& status, std::string_view what) {
  if (status.ok()) return status;
  return {status.code(), absl::StrCat(ToAbsl(what), ": ", status.message())};
}

}  // namespace copydesk
