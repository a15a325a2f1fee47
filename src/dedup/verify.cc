#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/dedup.h"
#include "dedup/certificate.h"
#include "dedup/problems.h"
#include "dedup/removal_plan.h"
#include "dedup/shards.h"
#include "dedup/verify_bytes.h"
#include "dedup/verify_lines.h"
#include "dedup/verify_sample.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

// Lines that are none are problems, and are left out.
absl::Status ReadCertificate(const std::string& path, RemovalPlan* plan, bool* has_parts, Problems* problems) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return absl::NotFoundError(absl::StrCat(path, ": cannot be opened"));
  std::string json;
  for (std::uint64_t number = 1; std::getline(file, json); ++number) {
    const absl::StatusOr<CertificateLine> line = ParseCertificateLine(json);
    const absl::Status added = line.ok() ? plan->Add(*line) : line.status();
    if (!added.ok()) {
      problems->Add(absl::StrCat(path, ":", number, ": ", added.message()));
      // The lines behind it are checked against records one by one, for which they must be what the plan took.
      return absl::OkStatus();
    }
    *has_parts = *has_parts || !line->removed.parts.empty();
  }
  return absl::OkStatus();
}

// Files in the output folder that no input was written as.
void FindOthers(const ShardList& shards, Problems* problems) {
  if (shards.folder.empty()) return;
  std::set<std::string> known;
  for (const Shard& shard : shards.shards) known.insert(fs::path(shard.output).lexically_normal().string());
  std::error_code error;
  for (fs::recursive_directory_iterator entry(shards.folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    const std::string path = entry->path().lexically_normal().string();
    if (!known.contains(path)) problems->Add(absl::StrCat(path, ": no input has this name"));
  }
}

}  // namespace

absl::StatusOr<VerifyReport> VerifyDedup(const VerifyOptions& options) {
  constexpr std::uint32_t kMostSampled = 100'000;
  if (options.sample > kMostSampled) {
    return absl::InvalidArgumentError(absl::StrCat("the sample is at most ", kMostSampled));
  }
  VerifyReport report;
  Problems problems(&report);
  COPYDESK_ASSIGN_OR_RETURN(const ShardList shards, ListShards(options.inputs, options.output));
  std::vector<std::string> files;
  for (const Shard& shard : shards.shards) files.push_back(shard.input);
  RemovalPlan plan(files, /*groups=*/false);
  bool has_parts = false;
  COPYDESK_RETURN_IF_ERROR(ReadCertificate(options.removed, &plan, &has_parts, &problems));
  if (report.problem_count > 0) return report;  // nothing else can be told from a certificate that is none
  for (std::uint32_t i = 0; i < shards.shards.size(); ++i) {
    if (!shards.shards[i].problem.empty()) continue;
    const std::vector<RecordEdit>& edits = plan.Edits(i);
    COPYDESK_RETURN_IF_ERROR(VerifyBytes(
        options, shards.shards[i], edits,
        [&](std::uint64_t offset) {
          return plan.EditOf({i, offset}) != nullptr;
        },
        &problems, &report));
    if (options.progress) options.progress({.stage = "check", .done = i + 1, .total = shards.shards.size()});
  }
  FindOthers(shards, &problems);
  COPYDESK_RETURN_IF_ERROR(VerifyLines(options, shards.shards, plan, &problems, &report));
  // Records of which parts were cut, or that were all kept, are no estimate of what was missed.
  if (!has_parts && !options.annotated) COPYDESK_RETURN_IF_ERROR(EstimateMissed(options, shards, &report));
  return report;
}

}  // namespace copydesk
