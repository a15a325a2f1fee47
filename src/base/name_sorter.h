// Names with a number each, sorted: in memory, and on demand in a temporary file.
#ifndef COPYDESK_BASE_NAME_SORTER_H_
#define COPYDESK_BASE_NAME_SORTER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/temporary_file.h"

namespace copydesk {

// Protocol: Add* Next*. O(n log n). For one thread. Errors: those of TemporaryFile.
class NameSorter {
 public:
  using Entry = std::pair<std::string, std::uint64_t>;

  // Names take up to about `memory` bytes, and then go to a temporary file in `folder` (empty: as of TemporaryFile); 0:
  // no bound.
  explicit NameSorter(std::uint64_t memory = 0, std::string folder = "")
      : memory_(memory), folder_(std::move(folder)) {}

  [[nodiscard]] absl::Status Add(std::string name, std::uint64_t number);

  // The next one by name, then number; none at the end.
  [[nodiscard]] absl::StatusOr<std::optional<Entry>> Next();

 private:
  // A sorted part of the file, and what was read of it.
  struct Run {
    std::uint64_t next = 0;  // byte of the file
    std::uint64_t end = 0;
    std::string bytes;
    std::size_t place = 0;       // in bytes
    std::optional<Entry> entry;  // the first one that was not taken; none at the end
  };

  [[nodiscard]] absl::Status WriteRun();
  [[nodiscard]] absl::Status Advance(Run* run) const;
  [[nodiscard]] absl::Status BeginReading();

  const std::uint64_t memory_;
  const std::string folder_;
  std::vector<Entry> entries_;
  std::uint64_t used_ = 0;  // bytes of entries_
  std::unique_ptr<TemporaryFile> file_;
  std::uint64_t file_size_ = 0;
  std::vector<Run> runs_;
  bool is_reading_ = false;
  std::size_t next_ = 0;  // of entries_, where there are no runs
};

}  // namespace copydesk

#endif  // COPYDESK_BASE_NAME_SORTER_H_
