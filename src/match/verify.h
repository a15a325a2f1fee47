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
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/candidates.h"
#include "match/furniture_model.h"

namespace copydesk {

struct PairVerifyOptions {
  RelationRules rules;
  bool spans = true;
  bool keep_unrelated = false;                      // pairs without a relation are given too, without spans
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

// Compares each pair; pairs without a relation are left out unless they are asked for. In the order of `pairs`,
// whatever the number of threads. Pairs should be ascending: texts are then loaded about once each. Errors: Cancelled;
// those of the store, except that a text that is not kept makes an unverified pair.
[[nodiscard]] absl::StatusOr<std::vector<VerifiedPair>> VerifyPairs(const Store& store,
                                                                    std::span<const BlockPair> pairs,
                                                                    const PairVerifyOptions& options);

// How many of `pairs` could not be compared.
[[nodiscard]] std::uint64_t CountUnverified(std::span<const VerifiedPair> pairs);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_VERIFY_H_
