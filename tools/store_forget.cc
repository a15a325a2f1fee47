// copydesk store forget: documents out of a store.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "copydesk/forget.h"
#include "copydesk/report.h"
#include "progress.h"
#include "run.h"

namespace copydesk::tools {
namespace {

// The lines of a file, or of standard input. Line ends of either kind; empty lines are none.
absl::StatusOr<std::vector<std::string>> ReadIds(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return absl::NotFoundError(path + ": cannot be opened; --ids takes a file with one id a line");
  }
  std::istream& input = path == "-" ? std::cin : file;
  std::vector<std::string> ids;
  std::string id;
  while (std::getline(input, id)) {
    if (!id.empty() && id.back() == '\r') id.pop_back();
    if (!id.empty()) ids.push_back(id);
  }
  if (input.bad()) return absl::UnavailableError(path + ": cannot be read");
  return ids;
}

absl::StatusOr<int> Forget(const CommandLine& line) {
  ForgetFilter filter = line.forget;
  if (!line.ids_file.empty()) {
    absl::StatusOr<std::vector<std::string>> ids = ReadIds(line.ids_file);
    if (!ids.ok()) return ids.status();
    filter.ids = *std::move(ids);
  }
  if (!filter.before.has_value() && filter.sources.empty() && !filter.ids.has_value()) {
    std::fputs("copydesk: say which documents: --older-than, --source or --ids\n", stderr);
    return kUsage;
  }
  // Forgetting makes no store.
  if (const auto identity = ReadStoreIdentity(line.detector.store); !identity.ok()) return identity.status();
  ProgressLine progress(line.quiet);
  Options options = line.detector;
  options.use_store_configuration = true;
  options.read_only = filter.dry_run;
  options.progress = [&](const Progress& now) { progress.Stage(std::string(now.stage), now.done, "documents"); };
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
  const absl::StatusOr<ForgetReport> report = detector->Forget(filter);
  if (!report.ok()) return report.status();
  progress.Clear();
  if (line.quiet) return kDone;
  std::printf("%s documents %s; the store holds %s\n", WithThousands(report->forgotten).c_str(),
              filter.dry_run ? "would be forgotten" : "forgotten",
              WithThousands(detector->store().DocumentCount()).c_str());
  if (report->without_time > 0) {
    std::printf("%s stay because their time is not known\n", WithThousands(report->without_time).c_str());
  }
  if (report->unknown_ids > 0) std::printf("%s ids are not in it\n", WithThousands(report->unknown_ids).c_str());
  return kDone;
}

}  // namespace

int RunStoreForget(const CommandLine& line) {
  const absl::StatusOr<int> status = Forget(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
