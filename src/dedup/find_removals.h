// From what a detector holds to the lines of the certificate.
#ifndef COPYDESK_DEDUP_FIND_REMOVALS_H_
#define COPYDESK_DEDUP_FIND_REMOVALS_H_

#include "absl/status/status.h"
#include "copydesk/dedup.h"
#include "copydesk/detector.h"
#include "dedup/line_sorter.h"

namespace copydesk {

// Whole records or blocks: by their matches. The ids of the detector's documents are those of ReadRecords. A match
// with furniture set aside counts when the whole texts have the relation too, so that everyone can check it without
// knowing what is furniture.
[[nodiscard]] absl::Status FindDuplicateRecords(const DedupOptions& options, Detector* detector, LineSorter* lines);

// Paragraphs or passages that are repeated.
[[nodiscard]] absl::Status FindRepeatedParts(const DedupOptions& options, const Detector& detector, LineSorter* lines);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_FIND_REMOVALS_H_
