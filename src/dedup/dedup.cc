#include "copydesk/dedup.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "copydesk/output_file.h"
#include "dedup/certificate.h"
#include "dedup/find_removals.h"
#include "dedup/leftovers.h"
#include "dedup/line_sorter.h"
#include "dedup/read_records.h"
#include "dedup/record_filter.h"
#include "dedup/removal_plan.h"
#include "dedup/resume_state.h"
#include "dedup/run_description.h"
#include "dedup/shards.h"
#include "dedup/write_outputs.h"

namespace copydesk {
namespace {

absl::Status Invalid(absl::string_view message) { return absl::InvalidArgumentError(message); }

absl::Status Validate(const DedupOptions& options) {
  if (options.output.empty() && !options.dry_run) return Invalid("no output; name a file or a folder");
  if (!(options.min_contained > 0 && options.min_contained <= 1))
    return Invalid("min_contained is above 0 and up to 1");
  if (options.min_passage < 16 || options.min_passage > 1000) return Invalid("min_passage is from 16 to 1000 tokens");
  if (options.min_paragraph < 1) return Invalid("min_paragraph is at least 1 token");
  if (options.contamination_run < 8 || options.contamination_run > 1000) {
    return Invalid("contamination_run is from 8 to 1000 tokens");
  }
  if (options.keep == KeepPolicy::kField && options.keep_field.empty()) return Invalid("no field to keep by");
  if (options.keep == KeepPolicy::kSource && options.keep_sources.empty()) return Invalid("no source to keep");
  const bool parts = options.unit == DedupUnit::kParagraph || options.unit == DedupUnit::kPassage;
  if (parts && options.keep != KeepPolicy::kFirst) {
    return Invalid("of paragraphs and passages the first in the input stays; another copy cannot be chosen");
  }
  if (options.annotate && options.unit != DedupUnit::kDocument) {
    return Invalid("records are annotated, not parts of them; annotate documents");
  }
  const auto allowed = [](Relation relation) { return relation >= Relation::kContains; };
  if (options.detector.relations.empty() ||
      !std::all_of(options.detector.relations.begin(), options.detector.relations.end(), allowed)) {
    return Invalid("what goes is exact, near or contains; texts that share less are no duplicates");
  }
  return absl::OkStatus();
}

Options DetectorOptions(const DedupOptions& options, const ResumeState* state) {
  Options detector = options.detector;
  detector.unit = options.unit == DedupUnit::kBlock ? Unit::kBlock : Unit::kDocument;
  detector.stories = false;
  detector.spans = false;
  detector.read_only = false;
  detector.bulk = false;
  detector.keep_matches = false;
  detector.keep_text = true;
  detector.store = state == nullptr ? "" : state->Path("store");
  detector.use_store_configuration = false;
  if (options.progress) detector.progress = options.progress;
  return detector;
}

class DedupRun {
 public:
  explicit DedupRun(const DedupOptions& options) : options_(options) {}

  absl::StatusOr<DedupReport> Run() {
    COPYDESK_RETURN_IF_ERROR(Validate(options_));
    COPYDESK_ASSIGN_OR_RETURN(shards_, ListShards(options_.inputs, options_.output));
    COPYDESK_RETURN_IF_ERROR(CheckFormats());
    if (!options_.dry_run) {
      COPYDESK_ASSIGN_OR_RETURN(
          state_, ResumeState::Open(StateFolder(), DescribeRun(options_, shards_), options_.resume, options_.force));
    }
    if (state_ != nullptr && options_.resume) RemoveLeftovers(CreatedPaths(options_, shards_));
    COPYDESK_RETURN_IF_ERROR(CheckOutputs(options_, shards_));
    if (!options_.removed.empty() && !options_.dry_run) {
      COPYDESK_ASSIGN_OR_RETURN(OutputFile certificate,
                                OutputFile::Create(options_.removed, {.force = options_.force || options_.resume,
                                                                      .inputs = options_.inputs}));
      certificate_.emplace(std::move(certificate));
    }
    std::vector<std::string> files;
    for (const Shard& shard : shards_.shards) files.push_back(shard.input);
    plan_.emplace(files, options_.annotate);
    if (state_ != nullptr && state_->decided()) {
      COPYDESK_RETURN_IF_ERROR(ReadDecision());
    } else {
      COPYDESK_RETURN_IF_ERROR(Decide());
    }
    plan_->FinishGroups();
    report_.kept_with_copies = plan_->KeptWithCopies();
    const auto start = std::chrono::steady_clock::now();
    COPYDESK_RETURN_IF_ERROR(WriteOutputs(options_, shards_, *plan_, state_.get(), &report_));
    report_.bytes_removed = report_.bytes_in - report_.bytes_kept - report_.bytes_damaged;
    if (certificate_.has_value()) COPYDESK_RETURN_IF_ERROR(certificate_->Commit());
    report_.write_seconds = SecondsSince(start);
    if (state_ != nullptr) COPYDESK_RETURN_IF_ERROR(state_->Remove());
    return std::move(report_);
  }

 private:
  std::string StateFolder() const {
    std::string output = options_.output;
    while (output.size() > 1 && output.ends_with('/')) output.pop_back();
    return output + ".resume";
  }

  // Before hours of work: what cannot be written back.
  absl::Status CheckFormats() const {
    const bool parts = options_.unit != DedupUnit::kDocument;
    if (!parts && !options_.annotate) return absl::OkStatus();
    for (const Shard& shard : shards_.shards) {
      if (!shard.problem.empty()) continue;
      const absl::StatusOr<OpenShard> open = OpenShardInput(shard.input, options_.reader);
      if (!open.ok()) continue;  // for the reader to reject
      if (options_.annotate && open->format != ShardFormat::kLines && open->format != ShardFormat::kUnknown) {
        return Invalid(absl::StrCat(shard.input, ": is no file of JSON lines; only those can be annotated"));
      }
      if (parts && open->format == ShardFormat::kWarc) {
        return Invalid(absl::StrCat(shard.input,
                                    ": is a WARC file; nothing is cut out of its records; use --unit "
                                    "document, or --annotate on JSON lines"));
      }
      if (parts && open->is_page) {
        return Invalid(absl::StrCat(shard.input, ": is a page; nothing is cut out of pages; use --unit document"));
      }
    }
    return absl::OkStatus();
  }

  // Reads the inputs, and says what goes.
  absl::Status Decide() {
    const auto start = std::chrono::steady_clock::now();
    ResumeState* const read_state = options_.resume ? state_.get() : nullptr;
    if (read_state != nullptr) COPYDESK_RETURN_IF_ERROR(read_state->Create());
    LineSorter lines(options_.detector.memory / 4, options_.detector.temporary_folder);
    COPYDESK_ASSIGN_OR_RETURN(Detector detector, Detector::Open(DetectorOptions(options_, read_state)));
    COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<RecordFilter> filter,
                              RecordFilter::Open({.against = options_.against,
                                                  .contamination = options_.contamination,
                                                  .contamination_run = options_.contamination_run,
                                                  .reader = options_.reader,
                                                  .detector = options_.detector,
                                                  .min_contained = options_.min_contained}));
    COPYDESK_ASSIGN_OR_RETURN(report_.reader, ReadRecords(options_, shards_.shards, read_state,
                                                          filter->empty() ? nullptr : filter.get(), &detector, &lines));
    for (const auto& [kind, count] : lines.counts()) report_.records += count;
    report_.records += detector.store().DocumentCount();
    report_.read_seconds = SecondsSince(start);
    const auto read = std::chrono::steady_clock::now();
    if (options_.unit == DedupUnit::kDocument || options_.unit == DedupUnit::kBlock) {
      COPYDESK_RETURN_IF_ERROR(FindDuplicateRecords(options_, &detector, &lines));
    } else {
      COPYDESK_RETURN_IF_ERROR(FindRepeatedParts(options_, detector, &lines));
    }
    report_.matching = detector.match_statistics();
    report_.match_seconds = SecondsSince(read);
    return KeepDecision(&lines);
  }

  absl::Status KeepDecision(LineSorter* lines) {
    std::optional<OutputFile> kept;
    if (state_ != nullptr) {
      COPYDESK_RETURN_IF_ERROR(state_->Create());
      COPYDESK_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(state_->Path("removed.jsonl"), {.force = true}));
      kept.emplace(std::move(file));
      kept->Append(absl::StrCat(report_.records, "\n"));
    }
    while (true) {
      COPYDESK_ASSIGN_OR_RETURN(const std::optional<std::string_view> json, lines->Next());
      if (!json.has_value()) break;
      if (kept.has_value()) {
        kept->Append(*json);
        kept->Append("\n");
      }
      COPYDESK_RETURN_IF_ERROR(Take(*json));
    }
    return kept.has_value() ? kept->Commit() : absl::OkStatus();
  }

  // What an earlier run has decided.
  absl::Status ReadDecision() {
    std::ifstream file(state_->Path("removed.jsonl"), std::ios::binary);
    std::string json;
    if (!(file >> report_.records) || !std::getline(file, json)) {
      return absl::DataLossError(
          absl::StrCat(state_->Path("removed.jsonl"), ": cannot be read; remove the folder to begin anew"));
    }
    while (std::getline(file, json)) COPYDESK_RETURN_IF_ERROR(Take(json));
    return absl::OkStatus();
  }

  absl::Status Take(std::string_view json) {
    COPYDESK_ASSIGN_OR_RETURN(const CertificateLine line, ParseCertificateLine(json));
    COPYDESK_RETURN_IF_ERROR(plan_->Add(line));
    if (certificate_.has_value()) {
      certificate_->Append(json);
      certificate_->Append("\n");
    }
    (line.removed.parts.empty() ? report_.removed : report_.parts) += 1;
    if (line.reason == RemovalReason::kStored) ++report_.against;
    if (line.reason == RemovalReason::kContamination) ++report_.contaminated;
    if (line.reason != RemovalReason::kDuplicate) return absl::OkStatus();
    auto& counts = report_.by_relation;
    auto found =
        std::find_if(counts.begin(), counts.end(), [&](const auto& count) { return count.first <= line.relation; });
    if (found == counts.end() || found->first != line.relation) found = counts.insert(found, {line.relation, 0});
    ++found->second;
    return absl::OkStatus();
  }

  const DedupOptions& options_;
  ShardList shards_;
  std::unique_ptr<ResumeState> state_;
  std::optional<OutputFile> certificate_;
  std::optional<RemovalPlan> plan_;
  DedupReport report_;
};

}  // namespace

absl::StatusOr<DedupReport> Dedup(const DedupOptions& options) { return DedupRun(options).Run(); }

}  // namespace copydesk
