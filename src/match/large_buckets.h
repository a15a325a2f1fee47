// Band buckets that are too large to be paired fully.
#ifndef COPYDESK_MATCH_LARGE_BUCKETS_H_
#define COPYDESK_MATCH_LARGE_BUCKETS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "match/verify.h"

namespace copydesk {

// Repeated stars: the first block of the bucket is compared with all others; those that are near it have joined, and
// the first of the rest is compared with the rest; up to 32 rounds, so at most 32 n pairs of n blocks. `bucket` is
// in content-hash order, which makes the stars the same in every run. Adds the number of pairs that were compared to
// `verified`.
[[nodiscard]] absl::StatusOr<std::vector<VerifiedPair>> VerifyLargeBucket(const Store& store,
                                                                          std::span<const BlockNumber> bucket,
                                                                          const PairVerifyOptions& options,
                                                                          std::uint64_t* verified);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_LARGE_BUCKETS_H_
