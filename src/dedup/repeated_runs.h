// Runs of tokens that an earlier part of the collection holds too, from the fingerprints that both have.
#ifndef COPYDESK_DEDUP_REPEATED_RUNS_H_
#define COPYDESK_DEDUP_REPEATED_RUNS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "dedup/run_fingerprints.h"
#include "dedup/seed_join.h"
#include "dedup/staying_tokens.h"
#include "dedup/text_units.h"
#include "dedup/token_cache.h"

namespace copydesk {

// `tokens` of a document equal as many of `kept_document` from `kept_begin` on.
struct RepeatedRun {
  TokenRange tokens;
  std::uint32_t kept_document = 0;
  std::uint32_t kept_begin = 0;

  friend bool operator==(const RepeatedRun&, const RepeatedRun&) = default;
};

// An equal stretch of two token sequences; none: length 0.
struct EqualStretch {
  std::uint32_t begin_a = 0;
  std::uint32_t begin_b = 0;
  std::uint32_t length = 0;
};

// The longest around a[at_a] and b[at_b], inside `bounds_a` and `bounds_b`, that holds the `seed` tokens from there on;
// none where these are not all equal and inside. Linear in its length.
[[nodiscard]] EqualStretch ExtendSeed(std::span<const std::uint64_t> a, TokenRange bounds_a, std::uint32_t at_a,
                                      std::span<const std::uint64_t> b, TokenRange bounds_b, std::uint32_t at_b,
                                      std::uint32_t seed);

// Token comparisons that one document may cost. What repeats itself in periods longer than a window has pairs of equal
// stretches without number; all else stays far below. Ends the search of a hostile document in linear time.
class WorkLimit {
 public:
  // `cap`: the places that a fingerprint is compared with.
  WorkLimit(std::size_t tokens, std::uint64_t cap) : left_(kPerPlace * cap * tokens + kAtLeast) {}

  // False once all is spent.
  [[nodiscard]] bool Spend(std::uint64_t work) {
    left_ -= work < left_ ? work : left_;
    return left_ > 0;
  }
  [[nodiscard]] bool IsSpent() const { return left_ == 0; }

 private:
  static constexpr std::uint64_t kPerPlace = 16;
  static constexpr std::uint64_t kAtLeast = 100'000;

  std::uint64_t left_;
};

// All maximal runs of at least sizes.tokens tokens in earlier documents, where these stay, in no useful order. Of the
// middle of a stretch that repeats itself only as many runs as cover it.
[[nodiscard]] absl::StatusOr<std::vector<RepeatedRun>> FindRunsInEarlier(const DocumentSeeds& seeds,
                                                                         std::span<const std::uint64_t> tokens,
                                                                         const RunSizes& sizes,
                                                                         const StayingTokens& staying,
                                                                         TokenCache* cache, WorkLimit* work);

// Runs whose earlier place is in the document itself and does not overlap them, whatever stays.
[[nodiscard]] std::vector<RepeatedRun> FindRunsInItself(const DocumentSeeds& seeds,
                                                        std::span<const std::uint64_t> tokens, const RunSizes& sizes,
                                                        WorkLimit* work);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_REPEATED_RUNS_H_
