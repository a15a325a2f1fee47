// Care of stores on disk: what is in them, whether it is whole, and copies of them.
#ifndef COPYDESK_STORE_CARE_H_
#define COPYDESK_STORE_CARE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"

namespace copydesk {

// One kind of records of a store, as docs/store-format.md names it.
struct FamilySize {
  std::string name;
  std::uint64_t keys = 0;   // about
  std::uint64_t bytes = 0;  // in files, what is no longer needed included
};

struct StoreInfo {
  StoreIdentity identity;
  std::uint64_t documents = 0;
  std::uint64_t forgotten = 0;
  std::uint64_t model_version = 0;  // 0: none was learned
  DocumentNumber matched = 0;       // matches are kept of the documents below
  std::vector<FamilySize> families;
  std::uint64_t log_bytes = 0;    // of what is not in tables yet
  std::uint64_t total_bytes = 0;  // of all files of the folder
};

// Opens the store for reading; a writer may be open. Errors: as of OpenDiskStore.
[[nodiscard]] absl::StatusOr<StoreInfo> ReadStoreInfo(const std::string& path);

struct CheckOptions {
  // Writes the postings anew from the signatures where they are wrong. The store is opened for writing then.
  bool repair = false;

  std::uint64_t memory = 0;      // for postings, before they are moved to temporary files; 0: no bound
  std::string temporary_folder;  // empty: the one that TMPDIR names, or /tmp
  std::function<void(std::uint64_t documents)> progress;
  const std::atomic<bool>* cancel = nullptr;
};

struct CheckReport {
  std::uint64_t documents = 0;
  std::uint64_t blocks = 0;
  std::uint64_t postings = 0;
  std::uint64_t capped_lists = 0;     // of which only the first postings are kept
  std::uint64_t problems = 0;         // in all
  std::vector<std::string> messages;  // the first of them
  std::vector<std::string> repaired;  // families that were written anew

  bool removed_matches = false;  // those that were kept were not whole

  // Nothing is wrong, or nothing that was not repaired.
  [[nodiscard]] bool IsWhole() const { return lasting_problems == 0; }
  std::uint64_t lasting_problems = 0;
};

// Reads every record, and compares every family with every other: numbers with records, texts with their hashes, ids,
// contents, stories, postings and matches with what the signatures say. About 100 bytes a document and `memory` for
// postings. A damaged record is a problem, not an error; errors are those of opening the store, and Cancelled.
[[nodiscard]] absl::StatusOr<CheckReport> CheckStore(const std::string& path, const CheckOptions& options);

// Store::Compact of the store in a folder. Errors: as of OpenDiskStore, and Cancelled.
[[nodiscard]] absl::Status CompactStore(const std::string& path, const std::atomic<bool>* cancel = nullptr);

// Copies a store as it is now to a new folder, by links to the same files where the file system has them. A writer may
// be open in another process. Errors: AlreadyExists when `target` is there; those of the disk.
[[nodiscard]] absl::Status BackUpStore(const std::string& path, const std::string& target);

}  // namespace copydesk

#endif  // COPYDESK_STORE_CARE_H_
