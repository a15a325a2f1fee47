// Keys with a value each, sorted: in memory, and on demand in a temporary file.
#ifndef COPYDESK_BASE_RECORD_SORTER_H_
#define COPYDESK_BASE_RECORD_SORTER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/temporary_file.h"

namespace copydesk {

// What a reader says whose records are not those that it added.
[[nodiscard]] absl::Status DamagedRecord();

// Protocol: Add* Next*. O(n log n). For one thread. Errors: those of TemporaryFile.
class RecordSorter {
 public:
  // Bytes that stay valid until the next call of the sorter.
  struct Record {
    std::string_view key;
    std::string_view value;

    friend auto operator<=>(const Record&, const Record&) = default;
  };

  // Records take up to about `memory` bytes, and then go to a temporary file in `folder` (empty: as of TemporaryFile);
  // 0: no bound.
  explicit RecordSorter(std::uint64_t memory = 0, std::string folder = "");

  // Both below 4 GiB.
  [[nodiscard]] absl::Status Add(std::string_view key, std::string_view value);

  // The next one by the bytes of the key, then of the value; none at the end.
  [[nodiscard]] absl::StatusOr<std::optional<Record>> Next();

 private:
  // Where a record is in a piece of memory: the key, and the value behind it.
  struct Entry {
    std::uint64_t first_bytes = 0;  // of the key, which most comparisons need no more than
    const char* bytes = nullptr;
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;

    [[nodiscard]] Record record() const { return {{bytes, key_size}, {bytes + key_size, value_size}}; }
    friend bool operator<(const Entry& x, const Entry& y) {
      return x.first_bytes != y.first_bytes ? x.first_bytes < y.first_bytes : x.record() < y.record();
    }
  };

  // A sorted part of the file, and what was read of it.
  struct Run {
    std::uint64_t next = 0;  // byte of the file
    std::uint64_t end = 0;
    std::string bytes;
    std::size_t place = 0;         // in bytes, of what follows `record`
    std::optional<Record> record;  // the first one that was not taken; none at the end
  };

  [[nodiscard]] char* Allocate(std::size_t size);
  [[nodiscard]] absl::Status WriteRun();
  [[nodiscard]] absl::Status Advance(Run* run) const;
  [[nodiscard]] absl::Status BeginReading();

  const std::uint64_t memory_;
  const std::string folder_;
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<char[]>> pieces_;  // that entries are in
  char* free_ = nullptr;                         // the rest of the last piece
  std::size_t free_size_ = 0;
  std::uint64_t used_ = 0;  // bytes of entries and pieces
  std::unique_ptr<TemporaryFile> file_;
  std::uint64_t file_size_ = 0;
  std::vector<Run> runs_;
  bool is_reading_ = false;
  std::size_t next_ = 0;       // of entries_, where there are no runs
  Run* last_taken_ = nullptr;  // the run whose record was given out
};

}  // namespace copydesk

#endif  // COPYDESK_BASE_RECORD_SORTER_H_
