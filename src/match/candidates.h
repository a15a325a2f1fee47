// Candidate pairs from a store's postings. A candidate is never an answer: every one is verified.
#ifndef COPYDESK_MATCH_CANDIDATES_H_
#define COPYDESK_MATCH_CANDIDATES_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/pair_sorter.h"

namespace copydesk {

struct CandidateLimits {
  std::size_t posting_cap = 256;  // documents of a fingerprint's list that are paired
  std::size_t bucket_cap = 1000;  // band buckets up to this size are paired fully

  std::uint64_t memory = 0;      // as of PairSorter
  std::string temporary_folder;  // the same
};

struct CandidatePairs {
  PairSorter pairs;
  std::vector<std::vector<BlockNumber>> large_buckets;  // band buckets above the cap, in content-hash order, each once
  std::uint64_t stop_postings = 0;                      // fingerprint lists above the cap
};

// The block that stands for another one of equal content.
using RepresentativeOf = std::function<BlockNumber(BlockNumber)>;

// All pairs of distinct contents that share a fingerprint or a band, each content by its representative: by default the
// one that was added first. O(p log p) in the pairs. Errors: those of the store and of PairSorter; Cancelled when
// `cancel`, which may be null, becomes true.
[[nodiscard]] absl::StatusOr<CandidatePairs> FindAllCandidates(
    const Store& store, const CandidateLimits& limits, const std::atomic<bool>* cancel = nullptr,
    const RepresentativeOf& representative = [](BlockNumber block) { return block; });

// What the postings propose for one text.
struct CandidateBlocks {
  std::vector<BlockNumber> blocks;       // ascending, one for each content
  std::uint64_t stop_postings = 0;       // fingerprint lists above the cap
  std::uint64_t incomplete_buckets = 0;  // band buckets above the cap, of which the first blocks are taken
};

// The blocks that share a fingerprint or a band with a text of this signature, or have its content.
[[nodiscard]] absl::StatusOr<CandidateBlocks> FindCandidates(const Store& store, const Signature& signature,
                                                             const CandidateLimits& limits);

// Blocks grouped by content, each group ascending: all groups of at least two. Cancelled as above.
[[nodiscard]] absl::StatusOr<std::vector<std::vector<BlockNumber>>> FindEqualContents(
    const Store& store, const std::atomic<bool>* cancel = nullptr);

// Copies of one content that are looked at to name the one that stands for all, where these are too many to be matched
// each: half a million take as long as a thousand.
inline constexpr std::size_t kMostCopies = 1000;

// Blocks with the content of `signature`, ascending: the first `limit` of its list. Contents that share a list, by a
// chance of one in 2^48 pairs, share the limit.
[[nodiscard]] absl::StatusOr<std::vector<BlockNumber>> FindCopies(const Store& store, const Signature& signature,
                                                                  std::size_t limit);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_CANDIDATES_H_
