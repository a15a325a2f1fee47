// A plan as JSON.
#include <cmath>
#include <utility>

#include "copydesk/plan.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

Json CostJson(const PlannedCost& cost) {
  return {{"seconds", Rounded(cost.seconds)},
          {"processor_seconds", Rounded(cost.processor_seconds)},
          {"memory_bytes", std::round(cost.memory)},
          {"temporary_bytes", std::round(cost.temporary)},
          {"disk_bytes", std::round(cost.disk)}};
}

Json QueryJson(const PlannedQuery& query) {
  constexpr double kMilliseconds = 1000;
  return {{"warm_ms", Rounded(query.warm * kMilliseconds)},
          {"cold_ms", Rounded(query.cold * kMilliseconds)},
          {"added_ms", Rounded(query.added * kMilliseconds)}};
}

Json LimitsJson(const PlannedLimits& limits) {
  Json names = Json::array();
  if (limits.memory) names.push_back("memory");
  if (limits.disk) names.push_back("disk");
  if (limits.days) names.push_back("days");
  return names;
}

}  // namespace

std::string PlanJson(const Plan& plan) {
  const PlanOptions& options = plan.options;
  Json json = {{"documents", options.documents},
               {"mean_bytes", options.mean_bytes},
               {"threads", options.threads},
               {"memory_bound", options.memory},
               {"machine_memory", options.machine_memory},
               {"free_disk", options.free_disk},
               {"texts", options.keep_text},
               {"bands", plan.bands.bands},
               {"rows", plan.bands.rows}};
  Json recall = Json::array();
  for (const PlannedRecall& one : plan.recall) {
    recall.push_back({{"jaccard", one.jaccard}, {"recall", Rounded(one.recall)}});
  }
  json["recall"] = std::move(recall);
  json["sure_tokens"] = plan.sure_tokens;
  if (options.copies) json["scan_copies"] = CostJson(plan.copies);
  if (options.stories) json["scan_stories"] = CostJson(plan.stories);
  json["add_bulk"] = CostJson(plan.store.bulk);
  json["add"] = CostJson(plan.store.batches);
  Json families = Json::object();
  for (const PlannedFamily& family : plan.store.families) families[family.name] = std::round(family.bytes);
  json["families"] = std::move(families);
  json["query"] = QueryJson(plan.store.query);
  json["scan_exceeds"] = LimitsJson(plan.scan_limits);
  json["store_exceeds"] = LimitsJson(plan.store_limits);
  json["machines"] = plan.machines;
  json["extrapolated"] = plan.extrapolated;
  json["measured_documents"] = plan.measured_documents;
  json["measured_on"] = plan.measured_on;
  return Dump(json);
}

}  // namespace copydesk
