// copydesk audit: who printed whose text, and with what credit.
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/audit_files.h"
#include "copydesk/audit_html.h"
#include "copydesk/report.h"
#include "interrupt.h"
#include "progress.h"
#include "run.h"
#include "scan_run.h"

namespace copydesk::tools {
namespace {

// What files of the user add to the options, read before the work.
struct AuditInputs {
  AuditOptions options;
  std::vector<FindingStatus> statuses;
};

absl::StatusOr<AuditInputs> ReadAuditInputs(const CommandLine& line) {
  AuditInputs inputs;
  inputs.options = line.audit;
  inputs.options.threads = line.detector.threads;
  inputs.options.cancel = &Interrupted();
  if (!line.agencies_file.empty()) {
    const absl::StatusOr<std::string> text =
        ReadWholeFile(line.agencies_file, "a file of agencies in the format of docs/credits.md");
    if (!text.ok()) return text.status();
    absl::StatusOr<AgencyList> agencies = AgencyList::Parse(*text, line.agencies_file);
    if (!agencies.ok()) return agencies.status();
    inputs.options.agencies = *std::move(agencies);
  }
  if (!line.phrases_file.empty()) {
    const absl::StatusOr<std::string> text = ReadWholeFile(line.phrases_file, "a file with one phrase a line");
    if (!text.ok()) return text.status();
    absl::StatusOr<PhraseList> phrases = PhraseList::Parse(*text);
    if (!phrases.ok()) return phrases.status();
    inputs.options.rules.phrases = *std::move(phrases);
  }
  if (!line.status_file.empty()) {
    const absl::StatusOr<std::string> text = ReadWholeFile(line.status_file, "the findings.csv of an earlier audit");
    if (!text.ok()) return text.status();
    absl::StatusOr<std::vector<FindingStatus>> statuses = ParseFindingStatuses(*text, line.status_file);
    if (!statuses.ok()) return statuses.status();
    inputs.statuses = *std::move(statuses);
  }
  for (std::string& agency : inputs.options.origins) {
    const std::string_view name = inputs.options.agencies.Find(agency);
    if (name.empty()) {
      return absl::InvalidArgumentError("--agency: " + agency +
                                        " is no agency that is known; --agencies adds to those that are");
    }
    agency = name;
  }
  return inputs;
}

struct Audited {
  CollectionAudit audit;
  AuditTables tables;
  JoinedStatuses statuses;
  AuditCounts counts;
};

std::vector<std::string> AuditFileNames() {
  std::vector<std::string> names = {"audit.json"};
  for (const std::string& table : AuditTableNames()) {
    names.push_back(table + ".csv");
    names.push_back(table + ".jsonl");
  }
  return names;
}

absl::Status WriteTable(const AuditTable& table, ScanFiles* files) {
  const std::string csv = std::string(table.name) + ".csv";
  const std::string json = std::string(table.name) + ".jsonl";
  files->Line(csv, CsvHeader(table));
  return table.for_each_row([&](std::span<const TableCell> cells) {
    if (Interrupted()) return absl::CancelledError("interrupted");
    files->Line(csv, CsvLine(cells));
    files->Line(json, JsonRow(table, cells));
    return absl::OkStatus();
  });
}

absl::Status WriteAudit(const CommandLine& line, const Scan& scan, const Audited& audited, const AuditOptions& options,
                        Detector* detector, ScanFiles* files) {
  if (files->files.empty()) return absl::OkStatus();
  std::vector<std::string> pages;
  if (absl::Status status = WriteResults(line, scan, detector, files, &pages, OriginsOf(audited.audit)); !status.ok()) {
    return status;
  }
  for (const AuditTable& table : ListAuditTables(audited.audit, audited.tables, audited.statuses)) {
    if (absl::Status status = WriteTable(table, files); !status.ok()) return status;
  }
  files->files.at("audit.json").Append(AuditJson(audited.counts, options));
  const absl::StatusOr<std::string> html =
      WriteAuditHtml({.summary = &scan.summary,
                      .audit = &audited.audit,
                      .tables = &audited.tables,
                      .statuses = &audited.statuses,
                      .options = &options,
                      .load = [detector](std::string_view name) { return LoadReported(name, detector); },
                      .evidence = line.evidence});
  if (!html.ok()) return html.status();
  files->files.at("report.html").Append(*html);
  return CommitFiles(files);
}

absl::Status PrintTable(const std::string& name, const Audited& audited) {
  for (const AuditTable& table : ListAuditTables(audited.audit, audited.tables, audited.statuses)) {
    if (table.name != name) continue;
    return table.for_each_row([&](std::span<const TableCell> cells) {
      std::printf("%s\n", JsonRow(table, cells).c_str());
      return absl::OkStatus();
    });
  }
  return absl::InternalError("there is no table " + name);
}

absl::StatusOr<int> AuditAll(const CommandLine& line) {
  absl::StatusOr<AuditInputs> inputs = ReadAuditInputs(line);
  if (!inputs.ok()) return inputs.status();
  absl::StatusOr<ScanFiles> files = CreateFiles(line, AuditFileNames());
  if (!files.ok()) return files.status();
  ProgressLine progress(line.quiet);
  Options options = line.detector;
  options.page_metadata = true;
  options.progress = [&](const Progress& now) { progress.Stage(std::string(now.stage), now.done, "pairs"); };
  inputs->options.progress = [&](const Progress& now) {
    progress.Stage(std::string(now.stage), now.done, now.stage == "audit" ? "groups" : "documents");
  };
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
  const absl::StatusOr<Scan> scan = ScanInputs(line, &*detector, &*files);
  if (!scan.ok()) return scan.status();
  absl::StatusOr<CollectionAudit> audit = AuditCollection(&*detector, inputs->options);
  if (!audit.ok()) return audit.status();
  Audited audited{.audit = *std::move(audit), .tables = {}, .statuses = {}, .counts = {}};
  audited.tables = MakeAuditTables(audited.audit);
  audited.statuses = JoinStatuses(audited.audit, inputs->statuses);
  audited.counts = CountAudit(audited.audit, audited.statuses);
  if (absl::Status status = WriteAudit(line, *scan, audited, inputs->options, &*detector, &*files); !status.ok()) {
    return status;
  }
  progress.Clear();
  if (!line.json.empty()) {
    if (absl::Status status = PrintTable(line.json, audited); !status.ok()) return status;
  } else if (!line.quiet) {
    std::fputs(TerminalAudit(audited.audit, audited.tables, audited.counts).c_str(), stdout);
    if (!line.output.empty()) {
      std::printf("\nwrote report.html, audit.json, the tables (.csv and .jsonl) and the files of a scan to %s\n",
                  Printable(line.output, 60).c_str());
    }
  }
  return ExitCode(line, scan->read);
}

}  // namespace

int RunAudit(const CommandLine& line) {
  const absl::StatusOr<int> status = AuditAll(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
