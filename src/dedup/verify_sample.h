// How many duplicates were missed, estimated from a sample.
#ifndef COPYDESK_DEDUP_VERIFY_SAMPLE_H_
#define COPYDESK_DEDUP_VERIFY_SAMPLE_H_

#include "absl/status/status.h"
#include "copydesk/dedup.h"
#include "dedup/shards.h"

namespace copydesk {

// A uniform sample (J. Vitter, "Random Sampling with a Reservoir", 1985, algorithm R) of the records of the outputs,
// each compared with all others: by brute force, but that pairs which share less than a fifth of the shorter text's
// shingles are not aligned, for they can be neither exact nor near (but texts below RelationRules::short_tokens, which
// are compared word for word when they share that much). Fills in what the report says of the sample. Reads
// the outputs twice. Errors: those of reading.
[[nodiscard]] absl::Status EstimateMissed(const VerifyOptions& options, const ShardList& shards, VerifyReport* report);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_VERIFY_SAMPLE_H_
