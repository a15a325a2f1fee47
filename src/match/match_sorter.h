// Sorts matches by name and keeps them: in memory, and on demand in temporary files.
#ifndef COPYDESK_MATCH_MATCH_SORTER_H_
#define COPYDESK_MATCH_MATCH_SORTER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/record_sorter.h"
#include "copydesk/match_list.h"

namespace copydesk {

// Protocol: Add* Finish. O(m log m). For one thread. Errors: those of TemporaryFile.
class MatchSorter {
 public:
  // Matches take up to about `memory` bytes, before and after they are sorted, and then go to temporary files in
  // `folder` (empty: as of TemporaryFile); 0: no bound. 8 bytes a match stay in memory.
  explicit MatchSorter(std::uint64_t memory = 0, std::string folder = "");

  // A pair may be added again, with the same comparison.
  [[nodiscard]] absl::Status Add(const Match& match);

  // What was added, each pair once. Those that depend on a model name `model`.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const MatchList>> Finish(std::string model);

  // How many of those that Finish gave were not verified.
  [[nodiscard]] std::uint64_t unverified() const { return unverified_; }

 private:
  const std::uint64_t memory_;
  const std::string folder_;
  std::optional<RecordSorter> sorter_;
  std::uint64_t unverified_ = 0;
  std::string value_;  // space for one
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MATCH_SORTER_H_
