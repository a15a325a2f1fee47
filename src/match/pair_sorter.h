// Pairs of blocks, sorted and each once: in memory, and on demand in a temporary file.
#ifndef COPYDESK_MATCH_PAIR_SORTER_H_
#define COPYDESK_MATCH_PAIR_SORTER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/temporary_file.h"
#include "copydesk/store.h"
#include "hwy/base.h"

namespace copydesk {

// Smaller block first.
using BlockPair = std::pair<BlockNumber, BlockNumber>;

// Protocol: Add* Next*. O(p log p) in the pairs that were added. For one thread. Errors: those of TemporaryFile.
class PairSorter {
 public:
  // Pairs take up to about `memory` bytes, and then go to a temporary file in `folder` (empty: as of TemporaryFile); 0:
  // no bound. 16 bytes a pair.
  explicit PairSorter(std::uint64_t memory = 0, std::string folder = "");

  // Two different blocks, in any order.
  [[nodiscard]] absl::Status Add(BlockNumber a, BlockNumber b);

  // The next pairs, ascending, up to `most` of them; none at the end.
  [[nodiscard]] absl::StatusOr<std::vector<BlockPair>> Next(std::size_t most);

 private:
  using Key = hwy::uint128_t;  // first block over second

  // A sorted part of the file, and what was read of it.
  struct Run {
    std::uint64_t begin = 0;  // the next byte to be read
    std::uint64_t end = 0;
    std::vector<Key> keys;
    std::size_t next = 0;
  };

  void Compact();
  [[nodiscard]] absl::Status WriteRun();
  [[nodiscard]] absl::Status Fill(Run* run) const;
  [[nodiscard]] absl::Status BeginMerge();

  const std::string folder_;
  const std::size_t most_in_memory_;  // pairs
  std::size_t next_compaction_;
  std::vector<Key> keys_;
  std::unique_ptr<TemporaryFile> file_;
  std::uint64_t file_size_ = 0;
  std::vector<Run> runs_;
  bool is_reading_ = false;
  std::size_t next_ = 0;  // of keys_, where there are no runs
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_PAIR_SORTER_H_
