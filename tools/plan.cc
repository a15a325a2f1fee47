// copydesk plan: what a collection of a size will need.
#include "copydesk/plan.h"

#include <cstdio>

#include "run.h"

namespace copydesk::tools {

int RunPlan(const CommandLine& line) {
  const absl::StatusOr<Plan> plan = MakePlan(line.plan);
  if (!plan.ok()) return Fail(plan.status());
  std::fputs(line.json.empty() ? TerminalPlan(*plan).c_str() : (PlanJson(*plan) + "\n").c_str(), stdout);
  return kDone;
}

}  // namespace copydesk::tools
