// Matches of stored blocks: all of a collection, or those of one text.
#ifndef COPYDESK_MATCH_COLLECTION_H_
#define COPYDESK_MATCH_COLLECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/cluster.h"
#include "copydesk/match.h"
#include "copydesk/match_list.h"
#include "copydesk/store.h"
#include "match/candidates.h"
#include "match/query_stories.h"
#include "match/stories.h"
#include "match/verify.h"

namespace copydesk {

struct CollectionOptions {
  CandidateLimits candidates;
  std::size_t copy_cap = 64;  // as Options::copy_cap
  PairVerifyOptions verify;
  StoryOptions stories;

  // Matches of a weaker relation need not be found; without stories, which look at all.
  Relation weakest = Relation::kQuote;

  // The name of all that was learned: the furniture, and the frequencies of this name, which stories alone need.
  [[nodiscard]] std::string ModelName(std::string_view terms) const {
    const std::string_view name = stories.enabled ? terms : std::string_view();
    return verify.furniture == nullptr ? std::string(name) : copydesk::ModelName(name, *verify.furniture);
  }
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

  std::string model;  // the frequencies that weighed terms; empty: no stories were asked for
  std::uint64_t story_candidates = 0;
  std::uint64_t stop_terms = 0;       // terms in more blocks than are paired fully
  std::uint64_t bounded_stories = 0;  // blocks with too many candidates to be compared with all
  std::uint64_t large_links = 0;      // addresses of too many blocks to be paired fully
  StoryBounds bounds;                 // those blocks
  double story_seconds = 0;
};

// All matches of a store, sorted by a, then b. Candidates are found and verified between one block of each content, the
// one with the first name; the other copies of a content follow, each verified too, as far as copy_cap allows. Pairs
// that tell one story are added when they are asked for. A block is never matched with its own ancestors.
//
// Besides the store and what stories need, memory stays within a few times CandidateLimits::memory and some bytes a
// match.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const MatchList>> FindAllMatches(const Store& store,
                                                                              const CollectionOptions& options,
                                                                              CollectionStatistics* statistics);

// The matches of one document that is not in the store, sorted. `blocks` and `signatures` are those of `document`. A
// stored document of the same id and bytes is left out.
//
// Stories are scored under StoryOptions::model; nothing is learned. With a `cache` what was read of stored blocks is
// kept for the next document.
[[nodiscard]] absl::StatusOr<std::vector<Match>> FindMatchesOf(const Store& store, const StoredDocument& document,
                                                               const CollectionOptions& options,
                                                               CollectionStatistics* statistics,
                                                               StoryCache* cache = nullptr);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COLLECTION_H_
