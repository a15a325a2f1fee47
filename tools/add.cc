// copydesk add: records into a store.
#include <cstdio>

#include "copydesk/report.h"
#include "run.h"

namespace copydesk::tools {

int RunAdd(const CommandLine& line) {
  absl::StatusOr<Detector> detector = Detector::Open(line.detector);
  if (!detector.ok()) return Fail(detector.status());
  const absl::StatusOr<ReadResult> read =
      ReadAll(line, [&](const std::vector<Document>& batch) { return detector->Add(batch); });
  const AddStatistics& added = detector->add_statistics();
  if (!read.ok()) {
    if (added.documents > 0 && !line.detector.bulk) {
      std::fprintf(stderr, "copydesk: %s documents were added before this:\n", WithThousands(added.documents).c_str());
    }
    return Fail(read.status());
  }
  if (line.detector.bulk) {
    if (const absl::Status status = detector->FinishBulk(); !status.ok()) return Fail(status);
  }
  if (!line.quiet) {
    std::printf(
        "%s documents added, %s were there already, %s came under an id that %s another text; "
        "the store holds %s\n",
        WithThousands(added.documents).c_str(), WithThousands(added.repeated).c_str(),
        WithThousands(added.versions).c_str(), added.replaced > 0 ? "had" : "has",
        WithThousands(detector->store().DocumentCount()).c_str());
    if (line.detector.keep_matches) {
      std::printf("%s matches were found and kept\n", WithThousands(added.kept_matches).c_str());
    }
    if (read->counts.rejects > 0) {
      std::printf("%s inputs were rejected\n", WithThousands(read->counts.rejects).c_str());
    }
  }
  return ExitCode(line, *read);
}

}  // namespace copydesk::tools
