// Learns which passages are furniture of their source.
//
// How often a passage occurs says little: ten updates of one story repeat all of it. What counts is in how many
// *contexts* it occurs, that is, in texts whose other passages differ. The texts of a source are read one by one, in
// content-hash order:
// * Its *prose* are passages of at least 15 tokens that are not furniture so far.
// * Where a context seen before has at least a fifth of that prose, by tokens, the text is a version of it: what is new
//   in it joins that context.
// * Otherwise, with at least 30 tokens of prose that are new, the text is a context of its own, and every passage in it
//   has one context more.
// * A text with neither says nothing.
// A passage of fewer than 12 tokens is furniture from three contexts on, a longer one from four, or from three where it
// stood between the same two passages each time, but for their numbers, and both would be furniture without these: the
// forecast between "Tonight" and "Updated at 6:52". Of each passage the last three contexts are remembered. Only texts
// of one source are compared: an agency's story printed by thirty outlets is one context of each.
//
// Captions and embedded posts go with stories, and one photo with several: they are prose only of a text that has fewer
// than 30 tokens of other prose, a page of photos. They are never furniture: where a passage is one, its context does
// not count.
//
// Pages of one form are learned apart (page_template.h).
//
// What the figures rest on: docs/tuning.md.
#ifndef COPYDESK_MATCH_FURNITURE_LEARNER_H_
#define COPYDESK_MATCH_FURNITURE_LEARNER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "match/furniture_model.h"
#include "match/furniture_passages.h"

namespace copydesk {

// Of one source. About 70 bytes a passage, twice that for one with numbers.
class SourceLearner {
 public:
  // The next text, in content-hash order; texts of equal content once. In the order of the text.
  void Add(std::span<const Passage> passages);

  // What is furniture so far, in no order.
  void AppendFurniture(std::uint64_t source, std::vector<FurnitureEntry>* entries) const;

 private:
  static constexpr int kRemembered = 3;

  // Forms of the passages before and after; 0: none.
  struct Neighbours {
    std::uint64_t before = 0;
    std::uint64_t after = 0;

    friend bool operator==(const Neighbours&, const Neighbours&) = default;
  };
  struct Placed {
    Passage passage;
    Neighbours neighbours;
    bool is_prose = false;
  };

  struct Known {
    std::uint32_t contexts = 0;
    std::uint32_t tokens = 0;
    std::uint32_t last[kRemembered] = {};  // contexts, newest first; 0: none
    Neighbours neighbours;                 // in the first context; none: others in a later one
    bool is_form = false;                  // no passage is known by it, only their form
  };

  [[nodiscard]] static bool IsFurniture(const Known& known);
  [[nodiscard]] static bool IsIn(const Known& known, std::uint32_t context);
  [[nodiscard]] bool IsEnclosed(const Known& known) const;
  [[nodiscard]] std::uint32_t VersionOf(std::span<const Placed> passages) const;
  void Remember(const Placed& placed, std::uint32_t context, bool is_new_context);
  void RememberAs(std::uint64_t name, const Placed& placed, std::uint32_t context, bool is_new_context);

  absl::flat_hash_map<std::uint64_t, Known> known_;
  std::uint32_t contexts_ = 0;
};

// Of a source, or of all texts without one, so many are read at most: those of the smallest content hashes.
inline constexpr std::size_t kMostTexts = std::size_t{1} << 17;

// Learns from all documents whose texts are kept; of those without a source, only the text of forms. Independent of the
// order in which they were added. Sources of fewer than three texts are not read. Linear in the texts; 16 bytes a
// document, and the passages of 4,096 texts, or of one source, are in memory at once. `sampled_sources`, which may be
// null, counts the sources of more than `most_texts` texts. Errors: those of the store; Cancelled.
[[nodiscard]] absl::StatusOr<FurnitureModel> LearnFurniture(const Store& store, int threads,
                                                            const std::atomic<bool>* cancel,
                                                            std::uint64_t* sampled_sources = nullptr,
                                                            std::size_t most_texts = kMostTexts);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_FURNITURE_LEARNER_H_
