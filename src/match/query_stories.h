// The stories of a text that is not in the store.
#ifndef COPYDESK_MATCH_QUERY_STORIES_H_
#define COPYDESK_MATCH_QUERY_STORIES_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/stories.h"
#include "match/story_score.h"
#include "sketch/block_links.h"

namespace copydesk {

// What is known of a stored block, under a model.
struct KnownStory {
  StoryVector vector;                       // of its signature
  std::shared_ptr<const StoryVector> kept;  // without furniture (kept_terms.h); null: it holds none
  std::vector<WeightedTerm> candidate_terms;
  ContentHash content;
  Hash128 identity;
  std::optional<std::int64_t> time;
  std::vector<BlockLink> links;  // of the block; none where StoryOptions::links is false

  [[nodiscard]] const StoryVector& scored() const { return kept == nullptr ? vector : *kept; }
};

// Keeps the stored blocks that were asked for, 100,000 at most (about 200 MB), from one query to the next. A store only
// grows, so that nothing kept is ever wrong until another model is used. For one thread.
class StoryCache {
 public:
  // Null for a block without terms and addresses. The model and the furniture are those of the options. Errors: those
  // of the store.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const KnownStory>> Get(const Store& store, BlockNumber block,
                                                                      const StoryOptions& options);

 private:
  std::shared_ptr<const TermModel> model_;           // that `known_` is of
  std::shared_ptr<const FurnitureModel> furniture_;  // the same
  std::optional<DocumentNumber> linked_;             // the document that was read last,
  std::vector<BlockLink> links_;                     // and its links
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, std::shared_ptr<const KnownStory>> known_;
};

// A text that asks.
struct StoryQuestion {
  StoryVector vector;               // of its signature
  std::optional<StoryVector> kept;  // without furniture; none: it holds none
  std::vector<WeightedTerm> candidate_terms;
  std::optional<std::int64_t> time;

  [[nodiscard]] const StoryVector& scored() const { return kept.has_value() ? *kept : vector; }
};

// `kept`: the terms without furniture, if the text holds any.
[[nodiscard]] StoryQuestion MakeQuestion(const Signature& signature, const std::optional<BlockTerms>& kept,
                                         std::optional<std::int64_t> time, const TermModel& model);

// The probability that a stored block tells the story of the question; none outside the window, or where one is nothing
// but furniture. Both are of the model that the options name.
[[nodiscard]] std::optional<double> ScoreAgainst(const StoryQuestion& question, const KnownStory& known,
                                                 const StoryOptions& options);

// The periods of which lists are to be asked, that of unknown times first: those in which a block may be inside the
// window. *is_bounded when there are more than `cap`; the latest are taken then.
[[nodiscard]] std::vector<TermPeriod> PeriodsWithin(const Store& store, std::optional<std::int64_t> time,
                                                    std::optional<std::int64_t> window, std::size_t cap,
                                                    bool* is_bounded);

struct StoryAnswers {
  std::vector<BlockNumber> blocks;  // one of each content and terms, ascending
  std::uint64_t candidates = 0;
  std::uint64_t stop_terms = 0;
  bool is_bounded = false;
};

// The stored blocks that may tell the story of the question: what a scan under the same model would compare it with, as
// long as no cap acts. Where no furniture is known, only those that do so with at least kMinStory. Cancelled when
// `cancel`, which may be null, becomes true.
[[nodiscard]] absl::StatusOr<StoryAnswers> FindStoriesOf(const Store& store, const StoryQuestion& question,
                                                         const StoryOptions& options, StoryCache* cache,
                                                         const std::atomic<bool>* cancel);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_QUERY_STORIES_H_
