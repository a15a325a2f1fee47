// Which blocks may tell one story: those that share rare terms at about the same time. A candidate is never an answer.
#ifndef COPYDESK_MATCH_STORY_INDEX_H_
#define COPYDESK_MATCH_STORY_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "match/story_score.h"

namespace copydesk {

struct StoryLimits {
  // Blocks of one term's list, in content-hash order, that the others of the list are paired with. A store has a list
  // for each period (see TermHash).
  std::size_t term_cap = 2000;

  // A question reads the stored blocks that share most with it by weight, up to so many, and asks the lists of the last
  // so many periods.
  std::size_t read_cap = 2000;
  std::size_t period_cap = 1000;

  // A block with more earlier candidates than `partner_cap` is compared with the first `kept_partners` of them, in
  // content-hash order: nearly the same ones for all blocks of one large event, so that n of them make
  // kept_partners · n pairs instead of n² / 2.
  std::size_t partner_cap = 1000;
  std::size_t kept_partners = 32;
};

// When the blocks of an item were published, if it is known of all of them.
struct TimeRange {
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
};

// Nothing that is known speaks against it. `window` in seconds; none: no window.
[[nodiscard]] bool MayBeClose(const std::optional<TimeRange>& x, const std::optional<TimeRange>& y,
                              std::optional<std::int64_t> window);

// What is known of an item: without terms it takes no part.
struct StoryProfile {
  std::vector<WeightedTerm> terms;  // see CandidateTerms: by hash
  std::optional<TimeRange> times;
};

// An inverted index of the terms of all items, which are numbered in content-hash order. 16 bytes a term of an item.
class StoryIndex {
 public:
  StoryIndex(std::span<const StoryProfile> profiles, const StoryLimits& limits, std::optional<std::int64_t> window);

  // For one thread: 12 bytes an item.
  class Scratch {
   public:
    explicit Scratch(const StoryIndex& index) : dot_(index.times_.size(), 0), has_posted_(dot_.size(), false) {}

   private:
    friend class StoryIndex;
    std::vector<double> dot_;       // all 0 between calls
    std::vector<bool> has_posted_;  // all false between calls
    std::vector<std::uint32_t> touched_;
  };

  struct Partners {
    std::vector<std::uint32_t> items;  // ascending, all below the one asked for
    bool is_bounded = false;           // there were more than partner_cap
  };

  // The items before `item` whose terms are enough for a candidate (AreCandidates) with its terms, inside the window.
  // O(sum of the lists of its terms, as far as term_cap allows). Thread-safe.
  [[nodiscard]] Partners PartnersOf(std::uint32_t item, Scratch* scratch) const;

  // Terms with more items than term_cap.
  [[nodiscard]] std::uint64_t stop_terms() const { return stop_terms_; }

 private:
  struct Entry {
    std::uint32_t item : 31 = 0;
    std::uint32_t posted : 1 = 0;
    float weight = 0;
  };
  struct TermPlace {
    std::uint32_t list : 31 = 0;
    std::uint32_t posted : 1 = 0;
    float weight = 0;
    float bonus = 0;
  };

  StoryLimits limits_;
  std::optional<std::int64_t> window_;
  std::vector<std::optional<TimeRange>> times_;
  std::vector<std::size_t> list_begin_;  // list -> its first entry; one more at the end
  std::vector<Entry> entries_;           // of all lists, each by item
  std::vector<std::size_t> item_begin_;  // item -> its first place; one more at the end
  std::vector<TermPlace> places_;        // of all items, each in the order of its profile; lists of one are left out
  std::uint64_t stop_terms_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_INDEX_H_
