// Whether an output is its input without what goes, read side by side. Shares nothing with what writes outputs.
#ifndef COPYDESK_DEDUP_VERIFY_BYTES_H_
#define COPYDESK_DEDUP_VERIFY_BYTES_H_

#include <span>

#include "absl/status/status.h"
#include "copydesk/dedup.h"
#include "dedup/copy_shard.h"
#include "dedup/problems.h"
#include "dedup/shards.h"

namespace copydesk {

// `is_removed` says of an offset whether the record there has copydesk_keep false; for annotated outputs. What is wrong
// goes to `problems`, the sizes to `report`. Errors: those of reading the input.
[[nodiscard]] absl::Status VerifyBytes(const VerifyOptions& options, const Shard& shard,
                                       std::span<const RecordEdit> edits,
                                       const std::function<bool(std::uint64_t offset)>& is_removed, Problems* problems,
                                       VerifyReport* report);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_VERIFY_BYTES_H_
