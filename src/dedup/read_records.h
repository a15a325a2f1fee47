// Reads the records of all inputs into a detector, under ids that say where they are.
#ifndef COPYDESK_DEDUP_READ_RECORDS_H_
#define COPYDESK_DEDUP_READ_RECORDS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/dedup.h"
#include "dedup/line_sorter.h"
#include "dedup/record_filter.h"
#include "dedup/resume_state.h"
#include "dedup/shards.h"

namespace copydesk {

// `state` is null for a run that is not to be resumed; otherwise files that were read before are not read again, and
// those that are read now are marked. What `filter` (null: nothing) takes out becomes lines and is not added. Errors:
// those of the reader, the detector and the state; Cancelled.
[[nodiscard]] absl::StatusOr<ReaderCounts> ReadRecords(const DedupOptions& options, const std::vector<Shard>& shards,
                                                       ResumeState* state, RecordFilter* filter, Detector* detector,
                                                       LineSorter* lines);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_READ_RECORDS_H_
