#include "copydesk/plan.h"

#include <algorithm>
#include <cmath>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/parallel.h"
#include "plan/costs.h"
#include "plan/plan_constants.h"

namespace copydesk {
namespace {

constexpr double kSecondsPerDay = 86'400;

absl::Status Validate(const PlanOptions& options) {
  constexpr std::uint64_t kMostDocuments = 1'000'000'000'000'000;
  constexpr double kMostBytes = 1e9;
  if (absl::Status status = options.sketch.Validate(); !status.ok()) return status;
  if (options.documents > kMostDocuments) {
    return absl::InvalidArgumentError(absl::StrCat(options.documents, " documents; plans are for up to 10^15"));
  }
  if (!(options.mean_bytes >= 1 && options.mean_bytes <= kMostBytes)) {  // so written that NaN is out of range
    return absl::InvalidArgumentError(
        absl::StrCat("texts of ", options.mean_bytes, " bytes; a mean must be from 1 to 10^9"));
  }
  if (!(options.near_jaccard > 0 && options.near_jaccard <= 1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("near is ", options.near_jaccard, "; it must be above 0 and up to 1"));
  }
  if (!(options.recall >= 0.5 && options.recall <= 0.9999)) {
    return absl::InvalidArgumentError(absl::StrCat("recall is ", options.recall, "; it must be from 0.5 to 0.9999"));
  }
  return absl::OkStatus();
}

std::vector<PlannedRecall> RecallOf(const BandPlan& bands, double near_jaccard) {
  std::vector<double> at = {near_jaccard, 0.7, 0.8, 0.9};
  std::sort(at.begin(), at.end());
  at.erase(std::unique(at.begin(), at.end()), at.end());
  std::vector<PlannedRecall> recall;
  recall.reserve(at.size());
  for (const double jaccard : at) recall.push_back({.jaccard = jaccard, .recall = bands.Recall(jaccard)});
  return recall;
}

// Raises `machines` to what a cost needs, and says which limit one machine does not keep. A limit of 0 is none.
bool Exceeds(double needed, double limit, double* machines) {
  if (limit <= 0 || needed <= limit) return false;
  *machines = std::max(*machines, std::ceil(needed / limit));
  return true;
}

void Limit(const PlannedCost& cost, double least_memory, const PlanOptions& options, PlannedLimits* limits,
           double* machines) {
  // What one has must leave room for the system and for what --memory bounds, so that each of several takes half of it.
  if (options.machine_memory > 0 && least_memory > static_cast<double>(options.machine_memory)) {
    limits->memory = true;
    *machines = std::max(*machines, std::ceil(2 * least_memory / static_cast<double>(options.machine_memory)));
  }
  limits->disk |= Exceeds(cost.disk + cost.temporary, static_cast<double>(options.free_disk), machines);
  limits->days |= Exceeds(cost.seconds, kPlannedDays * kSecondsPerDay, machines);
}

}  // namespace

absl::StatusOr<Plan> MakePlan(const PlanOptions& options) {
  if (absl::Status status = Validate(options); !status.ok()) return status;
  const PlanConstants& constants = kPlanConstants;
  Plan plan;
  plan.options = options;
  PlanOptions& chosen = plan.options;
  chosen.threads = ThreadCount(chosen.threads);
  plan.bands = ChooseBands(chosen.sketch.bins, chosen.near_jaccard, chosen.recall);
  plan.recall = RecallOf(plan.bands, chosen.near_jaccard);
  plan.sure_tokens = chosen.sketch.max_window + chosen.sketch.fingerprint_shingle - 1;
  plan.measured_documents = constants.store.measured_documents;
  const auto add_scan = [&](const ScanConstants& scan, bool stories) {
    const PlannedCost cost = ScanCost(constants, scan, chosen, stories);
    Limit(cost, LeastMemory(scan, chosen), chosen, &plan.scan_limits, &plan.machines);
    plan.measured_documents = std::min(plan.measured_documents, scan.measured_documents);
    return cost;
  };
  if (chosen.copies) plan.copies = add_scan(constants.copies, false);
  if (chosen.stories) plan.stories = add_scan(constants.stories, true);
  plan.store = StoreCost(constants.store, chosen, plan.bands);
  const double least = At(constants.store.bulk_bounded, static_cast<double>(chosen.documents), chosen.mean_bytes);
  Limit(plan.store.bulk, least, chosen, &plan.store_limits, &plan.machines);
  constexpr double kFar = 2;
  plan.extrapolated = static_cast<double>(chosen.documents) > kFar * plan.measured_documents ||
                      chosen.mean_bytes > kFar * constants.measured_bytes;
  plan.measured_on = constants.measured_on;
  return plan;
}

}  // namespace copydesk
