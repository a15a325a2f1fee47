// The stored blocks that match those of one document.
#ifndef COPYDESK_MATCH_BLOCK_SEARCH_H_
#define COPYDESK_MATCH_BLOCK_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/collection.h"
#include "match/match_names.h"
#include "match/query_stories.h"
#include "match/text_source.h"

namespace copydesk {

// Searches a store that does not change meanwhile, for one document after another: what was read for one is kept for
// the next. For one thread. Errors: those of the store; Cancelled.
class BlockSearch {
 public:
  // All must stay live while this is live.
  BlockSearch(const Store& store, const CollectionOptions& options, StoryCache* cache);

  struct Document {
    const StoredDocument* document = nullptr;
    bool has_text = true;  // false: nothing is verified

    // Whether a stored block is not to be compared with block `own` of the document.
    std::function<bool(std::uint32_t own, BlockNumber other)> is_left_out;
  };

  // Of block `own` of the document, side a, with a stored one, side b.
  struct Found {
    std::uint32_t own = 0;
    BlockNumber other;
    Comparison comparison;
    bool verified = true;
    std::optional<Estimate> estimate;  // where it was not verified
    std::optional<double> same_story;
    std::vector<SharedTerm> terms;
    MatchEvidence evidence;
  };

  // By block of the document, then by stored block.
  [[nodiscard]] absl::StatusOr<std::vector<Found>> Find(const Document& document, CollectionStatistics* statistics);

  [[nodiscard]] MatchNames* names() { return &names_; }

 private:
  class OfDocument;

  const Store& store_;
  const CollectionOptions& options_;
  StoryCache* const stories_;
  MatchNames names_;
  TextSource texts_;        // without furniture
  TextSource whole_texts_;  // for equal contents
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_BLOCK_SEARCH_H_
