#include <algorithm>
#include <cmath>

#include "plan/costs.h"

namespace copydesk {
namespace {

constexpr double kGrowthFrom = 100'000;  // documents; as in bench/performance/plan_fit.py
constexpr double kVectorBytes = 2000;    // as in src/match/stories.cc

// The share of what is read from anywhere in `bytes` of files that is not in the page cache.
double Missed(double bytes, double memory, const PlanOptions& options) {
  if (options.machine_memory == 0 || bytes <= 0) return 0;
  const double cache = std::max(0.0, static_cast<double>(options.machine_memory) - memory);
  return std::max(0.0, 1 - cache / bytes);
}

}  // namespace

PlannedCost ScanCost(const PlanConstants& constants, const ScanConstants& scan, const PlanOptions& options,
                     bool stories) {
  if (options.documents == 0) return {};
  const auto documents = static_cast<double>(options.documents);
  const auto bound = static_cast<double>(options.memory);
  PlannedCost cost;
  cost.processor_seconds =
      At(scan.processor, documents, options.mean_bytes) * std::pow(std::max(1.0, documents / kGrowthFrom), scan.growth);
  cost.memory = At(scan.memory, documents, options.mean_bytes);
  cost.disk = documents * scan.output;
  double waiting = 0;
  if (bound > 0) {
    cost.memory = std::min(cost.memory, LeastMemory(scan, options) + scan.bounded_share * bound);
    // Documents get half of it, and a quarter of it is for vectors.
    const double kept = At(scan.temporary, documents, options.mean_bytes);
    if (kept > bound / 2) {
      cost.temporary = kept;
      cost.processor_seconds += documents * scan.temporary_processor;
      const double reads = documents * (1 + 2 * constants.verified);  // once to learn furniture
      waiting = reads * Missed(kept, cost.memory, options) * constants.random_read;
    }
    if (stories) {
      const double remade = std::max(0.0, documents - bound / 4 / kVectorBytes);
      cost.processor_seconds += remade * constants.story_vector;
    }
  }
  cost.seconds = Elapsed(cost.processor_seconds, scan.serial, options.threads) + waiting;
  return cost;
}

}  // namespace copydesk
