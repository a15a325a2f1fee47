// copydesk store learn: a store learns a model from all that it holds.
#include <cinttypes>
#include <cstdio>
#include <string>

#include "copydesk/report.h"
#include "progress.h"
#include "run.h"

namespace copydesk::tools {
namespace {

// "+12", "-3" with separators; "no change" for 0.
std::string Change(std::uint64_t before, std::uint64_t now) {
  if (now == before) return "no change";
  return now > before ? "+" + WithThousands(now - before) : "-" + WithThousands(before - now);
}

void PrintReport(const LearnReport& report) {
  const ModelInfo& model = report.model;
  std::printf("model %s, version %" PRIu64 " of this store\n", model.name.c_str(), model.version);
  if (!report.changed) {
    std::printf("  nothing new was learned: it is the model that the store had\n");
    return;
  }
  const auto line = [&](const char* what, std::uint64_t ModelInfo::*count) {
    const std::string change =
        report.before.has_value() ? "  " + Change((*report.before).*count, model.*count) : std::string();
    std::printf("  %-10s %12s%s\n", what, WithThousands(model.*count).c_str(), change.c_str());
  };
  line("documents", &ModelInfo::documents);
  line("texts", &ModelInfo::blocks);
  line("terms", &ModelInfo::terms);
  if (report.before.has_value()) {
    std::printf("  it replaces %s; queries use it from now on\n", report.before->name.c_str());
  } else {
    std::printf("  the first one; queries use it from now on\n");
  }
}

absl::StatusOr<int> Learn(const CommandLine& line) {
  // Learning makes no store.
  const absl::StatusOr<StoreIdentity> identity = ReadStoreIdentity(line.detector.store);
  if (!identity.ok()) return identity.status();
  ProgressLine progress(line.quiet);
  Options options = line.detector;
  options.use_store_configuration = true;
  options.progress = [&](const Progress& now) { progress.Stage(std::string(now.stage), now.done, "documents"); };
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
  const absl::StatusOr<LearnReport> report = detector->Learn();
  if (!report.ok()) return report.status();
  progress.Clear();
  if (!line.quiet) PrintReport(*report);
  return kDone;
}

}  // namespace

int RunStoreLearn(const CommandLine& line) {
  const absl::StatusOr<int> status = Learn(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
