#include <algorithm>
#include <cmath>

#include "plan/costs.h"

namespace copydesk {
namespace {

constexpr double kBuckets = 1 << 20;

// Mean bytes of a varint of 4 · an exponential gap.
double GapBytes(double mean_gap) {
  double bytes = 1;
  for (const int bits : {7, 14, 21, 28}) bytes += std::exp(-std::exp2(bits) / (4 * mean_gap));
  return bytes;
}

// Mean bytes of a varint of 2 · a number below `documents`.
double NumberBytes(double documents) {
  double bytes = 1;
  for (int bits = 7; bits < 63; bits += 7) bytes += std::max(0.0, 1 - std::exp2(bits) / (2 * documents));
  return bytes;
}

PlannedCost BulkCost(const StoreConstants& store, const PlanOptions& options) {
  const auto documents = static_cast<double>(options.documents);
  const auto bound = static_cast<double>(options.memory);
  PlannedCost cost;
  cost.processor_seconds = At(store.bulk, documents, options.mean_bytes);
  cost.seconds = Elapsed(cost.processor_seconds, store.bulk_serial, options.threads);
  cost.memory = At(store.bulk_memory, documents, options.mean_bytes);
  if (bound > 0) {
    cost.memory =
        std::min(cost.memory, At(store.bulk_bounded, documents, options.mean_bytes) + store.bulk_share * bound);
    const double postings = At(store.bulk_temporary, documents, options.mean_bytes);
    if (postings > bound / 4) cost.temporary = postings;
  }
  return cost;
}

}  // namespace

double PostingBytes(double postings, double documents, double bucket) {
  if (postings <= 0) return 0;
  constexpr double kOrder = 3;
  constexpr double kKeyBits = 48;
  const double gap = std::min(std::exp2(kKeyBits) / postings, std::exp2(kKeyBits) / kBuckets / 2);
  const double used = kBuckets * -std::expm1(-postings / kBuckets);
  return used * bucket + postings * (kOrder + GapBytes(gap) + NumberBytes(documents));
}

PlannedStore StoreCost(const StoreConstants& store, const PlanOptions& options, const BandPlan& bands) {
  PlannedStore planned;
  const auto documents = static_cast<double>(options.documents);
  if (options.documents == 0) return planned;
  const double of_bands = At(store.bands, documents, options.mean_bytes) * bands.bands;
  const double of_fingerprints = At(store.fingerprints, documents, options.mean_bytes);
  const double texts = options.keep_text ? At(store.text, documents, options.mean_bytes) : 0;
  planned.families = {{"signatures", At(store.signatures, documents, options.mean_bytes)},
                      {"bands", PostingBytes(of_bands, documents, store.bucket)},
                      {"fingerprints", PostingBytes(of_fingerprints, documents, store.bucket)},
                      {"terms", At(store.terms, documents, options.mean_bytes)},
                      {"records", At(store.records, documents, options.mean_bytes)},
                      {"text", texts}};
  double disk = 0;
  for (const PlannedFamily& family : planned.families) disk += family.bytes;
  planned.bulk = BulkCost(store, options);
  planned.bulk.disk = disk;
  planned.batches.processor_seconds = At(store.batches, documents, options.mean_bytes);
  planned.batches.seconds = Elapsed(planned.batches.processor_seconds, store.batches_serial, options.threads);
  planned.batches.memory = std::min(store.batches_memory, planned.bulk.memory);
  planned.batches.disk = disk * store.batches_disk;
  planned.query = {.warm = At(store.warm, documents, 0),
                   .cold = At(store.cold, documents, 0),
                   .added = At(store.added, documents, 0)};
  return planned;
}

}  // namespace copydesk
