// The words behind the hashes of terms.
#ifndef COPYDESK_MATCH_STORY_WORDS_H_
#define COPYDESK_MATCH_STORY_WORDS_H_

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"

namespace copydesk {

// Terms to be looked up in a block that has them.
struct TermsOfInterest {
  BlockNumber block;
  std::vector<std::uint64_t> hashes;
};

// Hash -> word. Hashes of blocks whose text is not kept are missing. Errors: those of the store otherwise; Cancelled
// when `cancel`, which may be null, becomes true.
using TermWordMap = absl::flat_hash_map<std::uint64_t, std::string>;
[[nodiscard]] absl::StatusOr<TermWordMap> FindTermWords(const Store& store, std::span<const TermsOfInterest> terms,
                                                        int threads, const std::atomic<bool>* cancel);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_WORDS_H_
