// copydesk sweep: what a scan would have found at other thresholds.
#include "copydesk/sweep.h"

#include <cstdio>
#include <utility>

#include "copydesk/results.h"
#include "run.h"

namespace copydesk::tools {

int RunSweep(const CommandLine& line) {
  absl::StatusOr<ScanResults> results = ReadResults(line.inputs.front());
  if (!results.ok()) return Fail(results.status());
  const absl::StatusOr<Sweep> sweep = SweepThresholds(*std::move(results), line.sweep);
  if (!sweep.ok()) return Fail(sweep.status());
  std::fputs(line.json.empty() ? TerminalSweep(*sweep).c_str() : (SweepJson(*sweep) + "\n").c_str(), stdout);
  return kDone;
}

}  // namespace copydesk::tools
