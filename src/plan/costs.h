// The parts of a plan.
#ifndef COPYDESK_PLAN_COSTS_H_
#define COPYDESK_PLAN_COSTS_H_

#include "copydesk/plan.h"
#include "plan/plan_constants.h"

namespace copydesk {

// Of options that MakePlan has checked, with their threads filled in.
[[nodiscard]] inline double At(const PlanLine& line, double documents, double bytes) {
  return line.base + documents * (line.document + line.byte * bytes);
}

// As the clock goes: G. Amdahl, "Validity of the single processor approach", AFIPS 1967, with what waits for the disk
// counted as serial.
[[nodiscard]] inline double Elapsed(double processor_seconds, double serial, int threads) {
  return processor_seconds * (serial + (1 - serial) / threads);
}

[[nodiscard]] PlannedCost ScanCost(const PlanConstants& constants, const ScanConstants& scan,
                                   const PlanOptions& options, bool stories);

// Bytes of memory that a scan takes whatever --memory says.
[[nodiscard]] inline double LeastMemory(const ScanConstants& scan, const PlanOptions& options) {
  return At(scan.bounded, static_cast<double>(options.documents), options.mean_bytes);
}

// Bytes of a family of packed postings (docs/store-format.md), about: `postings` of documents numbered up to
// `documents`, of lists that are short beside a bucket.
[[nodiscard]] double PostingBytes(double postings, double documents, double bucket);

[[nodiscard]] PlannedStore StoreCost(const StoreConstants& store, const PlanOptions& options, const BandPlan& bands);

}  // namespace copydesk

#endif  // COPYDESK_PLAN_COSTS_H_
