// copydesk query: the stored matches of records that are not added.
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "copydesk/output_file.h"
#include "copydesk/report.h"
#include "interrupt.h"
#include "run.h"

namespace copydesk::tools {
namespace {

absl::StatusOr<int> QueryAll(const CommandLine& line) {
  Options options = line.detector;
  options.read_only = true;
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
  std::optional<OutputFile> file;
  if (!line.output.empty()) {
    auto created = OutputFile::Create(line.output, {.force = line.force, .inputs = line.inputs});
    if (!created.ok()) return created.status();
    file.emplace(*std::move(created));
  }
  const absl::StatusOr<ReadResult> read = ReadAll(line, [&](const std::vector<Document>& batch) {
    for (const Document& document : batch) {
      if (Interrupted()) return absl::CancelledError("interrupted");
      const absl::StatusOr<std::vector<Match>> matches = detector->Query(document);
      if (!matches.ok()) return matches.status();
      for (const Match& match : *matches) {
        const std::string text = MatchJson(match) + "\n";
        if (file.has_value()) {
          file->Append(text);
        } else {
          std::fwrite(text.data(), 1, text.size(), stdout);
        }
      }
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read.status();
  if (file.has_value()) {
    if (absl::Status status = file->Commit(); !status.ok()) return status;
  }
  return ExitCode(line, *read);
}

}  // namespace

int RunQuery(const CommandLine& line) {
  const absl::StatusOr<int> status = QueryAll(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
