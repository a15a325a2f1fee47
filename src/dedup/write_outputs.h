// Writes the output files of a run.
#ifndef COPYDESK_DEDUP_WRITE_OUTPUTS_H_
#define COPYDESK_DEDUP_WRITE_OUTPUTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/dedup.h"
#include "dedup/removal_plan.h"
#include "dedup/resume_state.h"
#include "dedup/shards.h"

namespace copydesk {

// Every path that a run creates a file for: its outputs, and the file with which CheckOutputs finds out whether there
// can be some.
[[nodiscard]] std::vector<std::string> CreatedPaths(const DedupOptions& options, const ShardList& shards);

// InvalidArgument or AlreadyExists when an output cannot be written where it should be.
[[nodiscard]] absl::Status CheckOutputs(const DedupOptions& options, const ShardList& shards);

// Each file appears whole under its final name, in the order of the inputs, and is marked in `state`; those that are
// marked are not written again, but counted. Adds to `report`. Errors: those of reading and writing; Cancelled.
[[nodiscard]] absl::Status WriteOutputs(const DedupOptions& options, const ShardList& shards, const RemovalPlan& plan,
                                        ResumeState* state, DedupReport* report);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_WRITE_OUTPUTS_H_
