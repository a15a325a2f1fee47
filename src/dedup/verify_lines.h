// Whether each removed item is what a certificate line says of it.
#ifndef COPYDESK_DEDUP_VERIFY_LINES_H_
#define COPYDESK_DEDUP_VERIFY_LINES_H_

#include "absl/status/status.h"
#include "copydesk/dedup.h"
#include "dedup/problems.h"
#include "dedup/removal_plan.h"
#include "dedup/shards.h"

namespace copydesk {

// Reads the inputs twice: for the texts that were kept, which go to a temporary file, and for those that were removed,
// beside the lines of the certificate, which `plan` has taken in their order. Errors: those of reading.
[[nodiscard]] absl::Status VerifyLines(const VerifyOptions& options, const std::vector<Shard>& shards,
                                       const RemovalPlan& plan, Problems* problems, VerifyReport* report);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_VERIFY_LINES_H_
