// copydesk store info, check, compact and backup.
#include "copydesk/store_care.h"

#include <cinttypes>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "copydesk/report.h"
#include "progress.h"
#include "run.h"

namespace copydesk::tools {
namespace {

constexpr std::size_t kLongestMessage = 2000;  // of a message

std::string Rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", value);
  return text;
}

void PrintInfo(const StoreInfo& info) {
  std::printf("%s documents", WithThousands(info.documents).c_str());
  if (info.forgotten > 0) std::printf(", and %s forgotten", WithThousands(info.forgotten).c_str());
  std::printf("\n%s in all", HumanBytes(info.total_bytes).c_str());
  if (info.documents > 0) {
    std::printf(", %s bytes a document",
                Rounded(static_cast<double>(info.total_bytes) / static_cast<double>(info.documents)).c_str());
  }
  std::printf("\n  %-13s %14s %10s %12s\n", "", "keys, about", "", "a document");
  for (const FamilySize& family : info.families) {
    const std::string each =
        info.documents == 0 ? std::string()
                            : Rounded(static_cast<double>(family.bytes) / static_cast<double>(info.documents)) + " B";
    std::printf("  %-13s %14s %10s %12s\n", family.name.c_str(), WithThousands(family.keys).c_str(),
                HumanBytes(family.bytes).c_str(), each.c_str());
  }
  if (info.log_bytes > 0) std::printf("  %-13s %14s %10s\n", "log", "", HumanBytes(info.log_bytes).c_str());
  std::printf("made with: %s\n", info.identity.config.Describe().c_str());
  std::printf("bands: %d of %d rows; texts are %s\n", info.identity.bands.bands, info.identity.bands.rows,
              info.identity.keep_text ? "kept" : "not kept");
  if (info.matched > 0)
    std::printf("matches are kept of the first %s documents\n", WithThousands(info.matched).c_str());
  if (info.model_version == 0) {
    std::printf("no model was learned\n");
  } else {
    std::printf("model: version %" PRIu64 "\n", info.model_version);
  }
}

std::string InfoJson(const StoreInfo& info) {
  nlohmann::ordered_json json = {
      {"documents", info.documents},         {"forgotten", info.forgotten},
      {"bytes", info.total_bytes},           {"log_bytes", info.log_bytes},
      {"texts", info.identity.keep_text},    {"configuration", info.identity.config.Describe()},
      {"bands", info.identity.bands.bands},  {"rows", info.identity.bands.rows},
      {"model_version", info.model_version}, {"matched", info.matched}};
  for (const FamilySize& family : info.families) {
    json["families"][family.name] = {{"keys", family.keys}, {"bytes", family.bytes}};
  }
  return json.dump();
}

}  // namespace

int RunStoreInfo(const CommandLine& line) {
  const absl::StatusOr<StoreInfo> info = ReadStoreInfo(line.detector.store);
  if (!info.ok()) return Fail(info.status());
  if (line.json.empty()) {
    PrintInfo(*info);
  } else {
    std::printf("%s\n", InfoJson(*info).c_str());
  }
  return kDone;
}

int RunStoreCheck(const CommandLine& line) {
  ProgressLine progress(line.quiet);
  CheckOptions options;
  options.repair = line.repair;
  options.memory = line.detector.memory;
  options.temporary_folder = line.detector.temporary_folder;
  options.cancel = line.detector.cancel;
  options.progress = [&](std::uint64_t done) { progress.Stage("check", done, "documents"); };
  const absl::StatusOr<CheckReport> report = CheckStore(line.detector.store, options);
  progress.Clear();
  if (!report.ok()) return Fail(report.status());
  for (const std::string& message : report->messages) {
    std::fprintf(stderr, "copydesk: %s\n", Printable(message, kLongestMessage).c_str());
  }
  if (report->problems > report->messages.size()) {
    std::fprintf(stderr, "copydesk: and %s more\n", WithThousands(report->problems - report->messages.size()).c_str());
  }
  if (!line.quiet) {
    std::printf("%s documents, %s blocks, %s postings read; %s problems\n", WithThousands(report->documents).c_str(),
                WithThousands(report->blocks).c_str(), WithThousands(report->postings).c_str(),
                WithThousands(report->problems).c_str());
    if (report->capped_lists > 0) {
      std::printf("%s lists are longer than is kept of them\n", WithThousands(report->capped_lists).c_str());
    }
    for (const std::string& family : report->repaired) std::printf("%s were written anew\n", family.c_str());
    if (report->removed_matches) std::printf("matches were removed; copydesk add --matches finds them again\n");
  }
  if (report->IsWhole()) return kDone;
  const bool may_help = !line.repair;
  return Fail(absl::DataLossError(
      "store " + line.detector.store + " is damaged: " +
      (may_help ? "copydesk store check --repair writes postings anew; for the rest, take a backup, or forget the "
                  "documents that are named and add them again"
                : "forget the documents that are named and add them again, or take a backup")));
}

int RunStoreCompact(const CommandLine& line) {
  const absl::StatusOr<StoreInfo> before = ReadStoreInfo(line.detector.store);
  if (!before.ok()) return Fail(before.status());
  if (const absl::Status status = CompactStore(line.detector.store, line.detector.cancel); !status.ok())
    return Fail(status);
  const absl::StatusOr<StoreInfo> after = ReadStoreInfo(line.detector.store);
  if (!after.ok()) return Fail(after.status());
  if (!line.quiet) {
    std::printf("%s before, %s now\n", HumanBytes(before->total_bytes).c_str(), HumanBytes(after->total_bytes).c_str());
  }
  return kDone;
}

int RunStoreBackup(const CommandLine& line) {
  if (const absl::Status status = BackUpStore(line.detector.store, line.output); !status.ok()) return Fail(status);
  const absl::StatusOr<StoreInfo> info = ReadStoreInfo(line.output);
  if (!info.ok()) return Fail(info.status());
  if (!line.quiet) {
    std::printf("%s documents, %s, in %s\n", WithThousands(info->documents).c_str(),
                HumanBytes(info->total_bytes).c_str(), Printable(line.output, kLongestMessage).c_str());
  }
  return kDone;
}

}  // namespace copydesk::tools
