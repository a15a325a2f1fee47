// What a collection of a given size will need, before it is there: memory, disk, time, and how many pairs bands find.
//
// Formulas follow what the program keeps for a document and for a byte of text; their constants are measured by
// bench/performance/measure.py --part plan (src/plan/plan_constants.cc). Plans beyond the sizes that were measured say
// so.
#ifndef COPYDESK_PLAN_H_
#define COPYDESK_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/config.h"
#include "copydesk/minhash.h"

namespace copydesk {

struct PlanOptions {  // docs/tuning.md says what each default rests on
  // Up to 10^15.
  std::uint64_t documents = 0;

  // Of a text, on average; up to 10^9.
  double mean_bytes = 2400;

  SketchConfig sketch;

  // Jaccard from which two texts are near, and the wanted recall of bands there. Ranges as in Options.
  double near_jaccard = 0.7;
  double recall = 0.99;

  // Scans to plan: of copies (relations exact and near; contains, overlap and quote cost about the same), and with
  // stories.
  bool copies = true;
  bool stories = true;

  // Whether a store keeps texts.
  bool keep_text = true;

  // Of the machine that will do it: processors to use, 0 for those of this one; its memory, and the free space of its
  // disk, in bytes, 0 for no limit.
  int threads = 0;
  std::uint64_t machine_memory = 0;
  std::uint64_t free_disk = 0;

  // As --memory of a scan: bytes beyond which documents go to temporary files; 0: no bound.
  std::uint64_t memory = 0;
};

// What one command takes. Bytes and seconds are estimates, and may be larger than any integer holds.
struct PlannedCost {
  double processor_seconds = 0;  // of all threads
  double seconds = 0;            // as the clock goes, with `threads` of them
  double memory = 0;             // bytes, at the peak
  double temporary = 0;          // bytes of temporary files, at the peak
  double disk = 0;               // bytes written to stay: output files, or the store
};

struct PlannedFamily {
  std::string name;  // as copydesk store info has it; "records" for documents, ids and contents
  double bytes = 0;
};

// Seconds that half of all queries, without stories, are answered within, of texts of about 2,400 bytes.
struct PlannedQuery {
  double warm = 0;   // the files of the store are in memory
  double cold = 0;   // they are not
  double added = 0;  // they are in memory, and 50,000 documents were added since the store was compacted
};

struct PlannedStore {
  PlannedCost bulk;
  PlannedCost batches;
  std::vector<PlannedFamily> families;  // of a store made at once; together, `bulk.disk`
  PlannedQuery query;
};

struct PlannedRecall {
  double jaccard = 0;
  double recall = 0;  // probability that such a pair shares a band
};

// Why one machine does not do for it.
struct PlannedLimits {
  bool memory = false;  // what stays in memory for every document does not fit
  bool disk = false;    // temporary files and results, or the store, do not fit
  bool days = false;    // it takes more than kPlannedDays
};
inline constexpr double kPlannedDays = 3;

struct Plan {
  PlanOptions options;  // with `threads` filled in
  BandPlan bands;
  std::vector<PlannedRecall> recall;  // at the near threshold, 0.7, 0.8 and 0.9; ascending
  int sure_tokens = 0;                // a shared run of so many tokens is always found, but for caps

  PlannedCost copies;   // where asked for
  PlannedCost stories;  // where asked for
  PlannedStore store;

  PlannedLimits scan_limits;  // of the scans that were asked for
  PlannedLimits store_limits;
  double machines = 1;  // like this one, that together do what was asked for; more than one: a cluster

  // The largest collection that constants come from; of the parts that were asked for the smallest such.
  double measured_documents = 0;
  bool extrapolated = false;  // it, or its texts, are more than twice as large
  std::string measured_on;    // machine and version
};

// Constant time. InvalidArgument for options out of range.
[[nodiscard]] absl::StatusOr<Plan> MakePlan(const PlanOptions& options);

// At most 80 columns wide, ending with a line end.
[[nodiscard]] std::string TerminalPlan(const Plan& plan);

// The same as one JSON object without a line end.
[[nodiscard]] std::string PlanJson(const Plan& plan);

}  // namespace copydesk

#endif  // COPYDESK_PLAN_H_
