// Matches of stored blocks: all of a collection, or those of one text.
#ifndef COPYDESK_MATCH_COLLECTION_H_
#define COPYDESK_MATCH_COLLECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/candidates.h"
#include "match/verify.h"

namespace copydesk {

struct CollectionOptions {
  CandidateLimits candidates;
  std::size_t copy_cap = 64;  // as Options::copy_cap
  VerifyOptions verify;
};

struct CollectionStatistics {
  std::uint64_t candidates = 0;
  std::uint64_t verified = 0;
  std::uint64_t unverified = 0;
  std::uint64_t incomplete_buckets = 0;
  std::uint64_t stop_postings = 0;
  std::uint64_t large_groups = 0;
  double candidate_seconds = 0;
  double verify_seconds = 0;
};

// All matches of a store, sorted by a, then b. Candidates are found and verified between one block of each content, the
// one with the first name; the other copies of a content follow, each verified too, as far as copy_cap allows.
[[nodiscard]] absl::StatusOr<std::vector<Match>> FindAllMatches(const Store& store, const CollectionOptions& options,
                                                                CollectionStatistics* statistics);

// The matches of one document that is not in the store, sorted. `blocks` and `signatures` are those of `document`. A
// stored document of the same id and bytes is left out.
[[nodiscard]] absl::StatusOr<std::vector<Match>> FindMatchesOf(const Store& store, const StoredDocument& document,
                                                               const CollectionOptions& options,
                                                               CollectionStatistics* statistics);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COLLECTION_H_
