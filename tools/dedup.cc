// copydesk dedup: a collection without its duplicates, and the check of one.
#include "copydesk/dedup.h"

#include <cstdio>
#include <string>

#include "copydesk/report.h"
#include "interrupt.h"
#include "progress.h"
#include "run.h"

namespace copydesk::tools {
namespace {

// Shows stages on standard error.
class DedupProgress {
 public:
  explicit DedupProgress(bool quiet) : line_(quiet) {}

  void Show(const Progress& now) {
    if (now.stage == "read") {
      line_.Reading(0, now.done, now.total);
    } else {
      line_.Stage(std::string(now.stage), now.done, now.stage == "write" || now.stage == "check" ? "files" : "pairs");
    }
  }
  void Clear() { line_.Clear(); }

 private:
  ProgressLine line_;
};

ReaderOptions ReaderFor(const CommandLine& line, RejectPrinter* rejects) {
  ReaderOptions reader = line.reader;
  reader.cancel = &Interrupted();
  reader.on_reject = [rejects](const Reject& reject) { rejects->Print(reject); };
  return reader;
}

int Verify(const CommandLine& line) {
  DedupProgress progress(line.quiet);
  RejectPrinter rejects(line.quiet);
  VerifyOptions options = line.verification;
  options.inputs = line.inputs;
  options.output = line.output;
  options.removed = line.dedup.removed;
  options.reader = ReaderFor(line, &rejects);
  options.rules = line.detector.rules;
  options.min_contained = line.dedup.min_contained;
  options.annotated = line.dedup.annotate;
  options.against = line.dedup.against;
  options.contamination = line.dedup.contamination;
  options.contamination_run = line.dedup.contamination_run;
  options.temporary_folder = line.detector.temporary_folder;
  options.cancel = &Interrupted();
  options.progress = [&](const Progress& now) { progress.Show(now); };
  const absl::StatusOr<VerifyReport> report = VerifyDedup(options);
  progress.Clear();
  if (!report.ok()) return Fail(report.status());
  if (!line.json.empty()) {
    std::printf("%s\n", VerifyJson(*report).c_str());
  } else {
    if (!line.quiet) std::fputs(TerminalVerification(*report).c_str(), stdout);
  }
  if (report->problem_count == 0) return kDone;
  return Fail(absl::DataLossError(WithThousands(report->problem_count) +
                                  (report->problem_count == 1 ? " thing is" : " things are") +
                                  " not as the certificate says; the first: " + report->problems.front()));
}

}  // namespace

int RunDedup(const CommandLine& line) {
  if (line.verify) return Verify(line);
  DedupProgress progress(line.quiet);
  RejectPrinter rejects(line.quiet);
  DedupOptions options = line.dedup;
  options.inputs = line.inputs;
  options.output = line.output;
  options.force = line.force;
  options.reader = ReaderFor(line, &rejects);
  options.detector = line.detector;
  options.progress = [&](const Progress& now) { progress.Show(now); };
  const absl::StatusOr<DedupReport> report = Dedup(options);
  progress.Clear();
  if (!report.ok()) return Fail(report.status());
  if (!line.json.empty()) {
    std::printf("%s\n", DedupJson(*report).c_str());
  } else if (!line.quiet) {
    std::fputs(TerminalDedup(options, *report).c_str(), stdout);
  }
  return line.strict && report->reader.rejects > 0 ? kRejected : kDone;
}

}  // namespace copydesk::tools
