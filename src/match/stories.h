// Pairs of stored blocks that may tell one story: found by terms, scored under a model.
#ifndef COPYDESK_MATCH_STORIES_H_
#define COPYDESK_MATCH_STORIES_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "copydesk/terms.h"
#include "match/candidates.h"
#include "match/furniture_model.h"
#include "match/story_index.h"
#include "match/story_links.h"
#include "match/story_score.h"
#include "match/term_model.h"

namespace copydesk {

// Pairs without a text relation are matches from this probability on (docs/tuning.md).
inline constexpr double kMinStory = 0.2;

// A match names at most so many shared terms.
inline constexpr std::size_t kMaxSharedTerms = 10;

struct StoryOptions {
  bool enabled = false;

  // A search of a whole store learns the frequencies from it, unless this is false.
  bool learn = true;

  // The frequencies where none are learned; never null.
  std::shared_ptr<const TermModel> model = TermModel::SharedBackground();

  // Blocks that hold furniture of their source are scored without it (kept_terms.h); null: none is known.
  std::shared_ptr<const FurnitureModel> furniture;

  // Blocks whose times are known and further apart, in seconds, are not compared; none: no window.
  std::optional<std::int64_t> window = 72 * 3600;

  // Blocks with one address are pairs, whatever their words.
  bool links = true;
  LinkLimits link_limits;

  // Of vectors, which are made of the terms of a block to be scored; 0: no bound. Where they do not fit, those used
  // last are kept, and others are made again, at a cost of several scores each.
  std::uint64_t memory = 0;

  StoryLimits limits;
};

struct StoryPair {
  BlockPair blocks;
  double probability = 0;
};

// What a bound kept from being compared: to clusters, a pair of which one is in `blocks` says something only when it is
// a match or in `below`.
struct ComparisonBounds {
  std::vector<BlockNumber> blocks;  // with more candidates than StoryLimits::partner_cap
  std::vector<BlockPair> below;     // pairs of one of them that were compared and are no match
};

struct StoryPairs {
  std::vector<StoryPair> pairs;  // at least kMinStory, ascending, each once
  ComparisonBounds bounds;
  std::uint64_t candidates = 0;  // pairs of items compared
  std::uint64_t stop_terms = 0;  // lists above StoryLimits::term_cap
};

// Results are the same for any number of threads and in whatever order documents were added. Memory: about 700 bytes a
// block, vectors of all items or of those used last (StoryOptions::memory), and the pairs found.
class StorySearch {
 public:
  // Reads all signatures, and learns the model when it should; of sources with furniture the texts too. `store` and
  // `cancel`, which may be null, must stay live while this is live. Errors of all calls: those of the store; Cancelled.
  [[nodiscard]] static absl::StatusOr<StorySearch> Open(const Store& store, const StoryOptions& options, int threads,
                                                        const std::atomic<bool>* cancel);
  StorySearch(StorySearch&&) noexcept;
  StorySearch& operator=(StorySearch&&) noexcept;
  ~StorySearch();

  // All pairs among the blocks for which `takes_part` holds, but for blocks of equal content and terms.
  [[nodiscard]] absl::StatusOr<StoryPairs> FindPairs(const std::function<bool(BlockNumber)>& takes_part) const;

  // The probability of each pair; none where a block has no terms or the window is against it.
  [[nodiscard]] absl::StatusOr<std::vector<std::optional<double>>> Score(std::span<const BlockPair> pairs) const;

  // What each pair shares, at most kMaxSharedTerms by descending weight; empty where texts are not kept or a block has
  // no terms. Reads about one text for each new word.
  [[nodiscard]] absl::StatusOr<std::vector<std::vector<SharedTerm>>> Terms(std::span<const BlockPair> pairs) const;

  // What the score of a pair is made of, under the rule by which Score decides. None where a block has no terms. The
  // details of kMissingNamePart are filled in where texts are kept.
  struct Reasons {
    StoryReasons score;
    bool are_candidates = false;  // they share enough of the terms that candidates are found by
  };
  [[nodiscard]] absl::StatusOr<std::optional<Reasons>> Explain(const BlockPair& pair) const;

  [[nodiscard]] const std::string& model() const;

  // Those of all blocks; none where StoryOptions::links is false.
  [[nodiscard]] const StoryLinks& links() const;

 private:
  class Impl;
  explicit StorySearch(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORIES_H_
