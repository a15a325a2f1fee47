// Adds what is known of stories to the text matches of a collection.
#ifndef COPYDESK_MATCH_STORY_MATCHES_H_
#define COPYDESK_MATCH_STORY_MATCHES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "match/stories.h"
#include "match/verify.h"

namespace copydesk {

// What AddStories did.
struct StoryReport {
  std::string model;
  ComparisonBounds bounds;
  std::uint64_t candidates = 0;
  std::uint64_t stop_terms = 0;
  std::uint64_t large_links = 0;
  std::uint64_t verified = 0;  // pairs whose texts were compared for the first time
};

// `pairs`, by blocks, are those with a text relation, or not verified: each gets its probability, where there is one.
// Pairs among the blocks for which `takes_part` holds that tell one story with at least kMinStory, or have one address,
// and are not among them are compared and added, whatever their relation. Pairs of one address get at least
// kLinkProbability, and the evidence; pairs of at least kMinStory their shared terms.
[[nodiscard]] absl::StatusOr<StoryReport> AddStories(const Store& store, const StoryOptions& stories,
                                                     const PairVerifyOptions& verify,
                                                     const std::function<bool(BlockNumber)>& takes_part,
                                                     const FirstOf& first_of, std::vector<VerifiedPair>* pairs);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_MATCHES_H_
