// Verifies candidate pairs on several threads.
#ifndef COPYDESK_MATCH_VERIFY_H_
#define COPYDESK_MATCH_VERIFY_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "base/pool.h"
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/candidates.h"
#include "match/furniture_model.h"
#include "match/text_source.h"

namespace copydesk {

struct PairVerifyOptions {
  RelationRules rules;
  bool spans = true;
  Relation weakest = Relation::kQuote;              // pairs of a weaker relation need not be given
  bool keep_unrelated = false;                      // all pairs are given; those without a relation have no spans
  std::shared_ptr<const FurnitureModel> furniture;  // set aside, but for `exact`; null: nothing is
  int threads = 1;
  std::size_t cache_bytes = std::size_t{512} << 20;  // of prepared texts, each thread; 64 MB do for few pairs a text
  const std::atomic<bool>* cancel = nullptr;
  std::function<void(std::uint64_t done)> progress;  // called from the caller's thread
};

// A verified pair with a relation, or one whose texts are not kept (`verified` is false).
struct VerifiedPair {
  BlockPair blocks;
  Comparison comparison;
  bool verified = true;
  std::optional<double> same_story;  // filled in later (story_matches.h), like the terms
  std::vector<SharedTerm> terms;
  MatchEvidence evidence;
};

// Texts without their furniture and, where contents are equal, whole: nothing is set aside for `exact`.
struct ComparedTexts {
  ComparedTexts(const Store& store, const PairVerifyOptions& options, std::size_t cache_bytes)
      : kept(store, cache_bytes, options.furniture), whole(store, cache_bytes / 4) {}

  TextSource kept;
  TextSource whole;
};

// Compares each pair; pairs of a weaker relation than is asked for are left out. In the order of `pairs`,
// whatever the number of threads. Pairs should be ascending: texts are then loaded about once each. Errors: Cancelled;
// those of the store, except that a text that is not kept makes an unverified pair.
// `texts`, which may be null: where pairs are many, texts that were prepared for a call with the same store, furniture
// and cache_bytes, and serve the next one.
[[nodiscard]] absl::StatusOr<std::vector<VerifiedPair>> VerifyPairs(const Store& store,
                                                                    std::span<const BlockPair> pairs,
                                                                    const PairVerifyOptions& options,
                                                                    Pool<ComparedTexts>* texts = nullptr);

// How many of `pairs` could not be compared.
[[nodiscard]] std::uint64_t CountUnverified(std::span<const VerifiedPair> pairs);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_VERIFY_H_
