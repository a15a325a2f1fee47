// copydesk store export and import.
#include "copydesk/store_export.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "copydesk/output_file.h"
#include "copydesk/report.h"
#include "progress.h"
#include "run.h"

namespace copydesk::tools {
namespace {

constexpr const char* kStandardStream = "-";
constexpr std::size_t kLongestName = 2000;  // of a name

int ThreadsOf(const CommandLine& line) {
  const int threads = line.detector.threads;
  return threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

absl::StatusOr<int> Export(const CommandLine& line) {
  const bool to_file = line.output != kStandardStream;
  std::optional<OutputFile> file;
  const std::vector<std::string> inputs = {line.detector.store};
  if (to_file) {
    absl::StatusOr<OutputFile> created = OutputFile::Create(line.output, {.force = line.force, .inputs = inputs});
    if (!created.ok()) return created.status();
    file.emplace(*std::move(created));
  }
  ProgressLine progress(line.quiet);
  ExportOptions options;
  options.compression = CompressionOfName(line.output);
  options.threads = ThreadsOf(line);
  options.cancel = line.detector.cancel;
  options.progress = [&](std::uint64_t done) { progress.Stage("export", done, "documents"); };
  const auto sink = [&](std::string_view bytes) {
    if (file.has_value()) {
      file->Append(bytes);
    } else if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
      return absl::ErrnoToStatus(errno, "standard output cannot be written");
    }
    return absl::OkStatus();
  };
  const absl::StatusOr<ExportReport> report = ExportStore(line.detector.store, sink, options);
  if (!report.ok()) return report.status();
  if (file.has_value()) {
    if (absl::Status status = file->Commit(); !status.ok()) return status;
  }
  progress.Clear();
  if (!line.quiet) {
    // Standard output is the export's own.
    std::fprintf(to_file ? stdout : stderr, "%s documents%s, %s%s\n", WithThousands(report->documents).c_str(),
                 report->has_model ? " and a model" : "", HumanBytes(report->bytes).c_str(),
                 to_file ? (", in " + Printable(line.output, kLongestName)).c_str() : "");
  }
  return kDone;
}

const char* WhatBecameOf(ImportedModel model) {
  switch (model) {
    case ImportedModel::kNone:
      return "";
    case ImportedModel::kPut:
      return " and has the model";
    case ImportedModel::kKept:
      return " and keeps the model that it had";
    case ImportedModel::kOutdated:
      return ", without the model, which another version learned: run copydesk store learn";
  }
  return "";
}

absl::StatusOr<int> Import(const CommandLine& line) {
  const std::string& file = line.inputs.front();
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  const std::uint64_t total_bytes = error ? 0 : size;
  ProgressLine progress(line.quiet);
  ImportOptions options;
  if (line.max_line.has_value()) options.max_line_bytes = *line.max_line;
  options.allow_large_window = line.reader.allow_large_window;
  options.memory = line.detector.memory;
  options.temporary_folder = line.detector.temporary_folder;
  options.threads = ThreadsOf(line);
  options.cancel = line.detector.cancel;
  options.progress = [&](std::uint64_t documents, std::uint64_t bytes) {
    progress.Reading(documents, bytes, total_bytes);
  };
  const absl::StatusOr<ImportReport> report = ImportStore(file, line.detector.store, options);
  if (!report.ok()) return report.status();
  progress.Clear();
  if (!line.quiet) {
    std::printf(
        "%s documents added, %s were there already, %s came under an id that has another text; the store holds %s%s\n",
        WithThousands(report->added).c_str(), WithThousands(report->repeated).c_str(),
        WithThousands(report->versions).c_str(), WithThousands(report->total).c_str(), WhatBecameOf(report->model));
  }
  return kDone;
}

}  // namespace

int RunStoreExport(const CommandLine& line) {
  const absl::StatusOr<int> status = Export(line);
  return status.ok() ? *status : Fail(status.status());
}

int RunStoreImport(const CommandLine& line) {
  const absl::StatusOr<int> status = Import(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
