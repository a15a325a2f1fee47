#include "dedup/write_outputs.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/output_file.h"
#include "dedup/copy_shard.h"
#include "dedup/shard_output.h"
#include "report/json_writer.h"

namespace copydesk {
namespace {

// As its name says; one that takes its input's name is compressed as that is.
ExportCompression CompressionOf(const Shard& shard, const OpenShard& open, bool takes_name) {
  const ExportCompression named = CompressionOfName(shard.output);
  if (named != ExportCompression::kNone || !takes_name) return named;
  if (open.compression == Compression::kGzip) return ExportCompression::kGzip;
  return open.compression == Compression::kZstd ? ExportCompression::kZstd : ExportCompression::kNone;
}

class OutputWriter {
 public:
  OutputWriter(const DedupOptions& options, const ShardList& shards, const RemovalPlan& plan, ResumeState* state,
               DedupReport* report)
      : options_(options), shards_(shards), plan_(plan), state_(state), report_(*report) {}

  absl::Status Write() {
    if (!options_.dry_run && !shards_.folder.empty()) COPYDESK_RETURN_IF_ERROR(CreateFolder(shards_.folder));
    for (std::uint32_t i = 0; i < shards_.shards.size(); ++i) {
      if (options_.detector.cancel != nullptr && options_.detector.cancel->load()) {
        return absl::CancelledError("interrupted");
      }
      const Shard& shard = shards_.shards[i];
      if (!shard.problem.empty()) continue;
      COPYDESK_RETURN_IF_ERROR(WriteOne(i, shard));
      if (options_.progress) options_.progress({.stage = "write", .done = i + 1, .total = shards_.shards.size()});
    }
    return absl::OkStatus();
  }

 private:
  absl::Status WriteOne(std::uint32_t number, const Shard& shard) {
    absl::StatusOr<OpenShard> open = OpenShardInput(shard.input, options_.reader);
    // What the reader could not read is among the rejects; nothing of it was removed.
    if (!open.ok()) return plan_.Edits(number).empty() ? absl::OkStatus() : open.status();
    if (open->format == ShardFormat::kUnknown) return absl::OkStatus();
    const bool written = options_.dry_run || (state_ != nullptr && state_->written().contains(number));
    std::unique_ptr<ShardOutput> output;
    if (!written) {
      // Whatever has the name was checked for before the work began.
      COPYDESK_ASSIGN_OR_RETURN(
          output, ShardOutput::Create(shard.output, shards_.folder, {.force = true, .inputs = options_.inputs},
                                      CompressionOf(shard, *open, !shards_.folder.empty())));
    }
    CopyCounts counts;
    const ByteSink sink = [&](std::string_view bytes) {
      if (options_.detector.cancel != nullptr && options_.detector.cancel->load()) {
        return absl::CancelledError("interrupted");
      }
      return output == nullptr ? absl::OkStatus() : output->Append(bytes);
    };
    const auto end_record = [&] { return output == nullptr ? absl::OkStatus() : output->EndMember(); };
    COPYDESK_RETURN_IF_ERROR(Copy(number, shard, &*open, sink, end_record, &counts));
    report_.bytes_in += counts.bytes_in;
    report_.bytes_kept += counts.bytes_out;
    report_.bytes_damaged += counts.damaged;
    report_.changed += counts.changed;
    report_.removed += counts.emptied;
    // A text of which nothing is left has no file.
    const bool gone = open->format == ShardFormat::kWhole && counts.bytes_out == 0 && counts.bytes_in > 0;
    if (output != nullptr && !gone) COPYDESK_RETURN_IF_ERROR(output->Commit());
    if (!gone) report_.files += written ? 0 : 1;
    if (written && !options_.dry_run) ++report_.resumed;
    return written || state_ == nullptr ? absl::OkStatus() : state_->MarkWritten(number);
  }

  absl::Status Copy(std::uint32_t number, const Shard& shard, OpenShard* open, const ByteSink& sink,
                    const std::function<absl::Status()>& end_record, CopyCounts* counts) {
    if (options_.annotate) {
      const auto members = [&](std::uint64_t offset) { return Annotation({number, offset}); };
      return AnnotateLines(shard.input, open, options_.reader, members, sink, counts);
    }
    const std::vector<RecordEdit>& edits = plan_.Edits(number);
    switch (open->format) {
      case ShardFormat::kLines:
        return CopyLines(shard.input, open, edits, options_.reader.fields, sink, counts);
      case ShardFormat::kWarc:
        return CopyWarc(shard.input, open, edits, options_.reader.max_record_bytes, sink, end_record, counts);
      default:
        return CopyText(shard.input, open, edits, sink, counts);
    }
  }

  // The members that --annotate adds.
  std::string Annotation(const RecordPlace& place) const {
    const RemovalGroup* const group = plan_.Group(place);
    JsonWriter json;
    json.Key("copydesk_cluster");
    if (group == nullptr) {
      json.Null();
    } else {
      json.String(group->name);
    }
    json.Key("copydesk_size");
    json.Count(group == nullptr ? 1 : group->size);
    json.Key("copydesk_keep");
    json.Bool(!plan_.IsRemoved(place));
    return json.Take();
  }

  const DedupOptions& options_;
  const ShardList& shards_;
  const RemovalPlan& plan_;
  ResumeState* const state_;
  DedupReport& report_;
};

// A file that is never committed, in the folder of the outputs or, before there is one, beside it.
std::string ProbePath(const ShardList& shards) {
  std::error_code error;
  return std::filesystem::is_directory(shards.folder, error) ? shards.folder + "/.copydesk" : shards.folder;
}

}  // namespace

std::vector<std::string> CreatedPaths(const DedupOptions& options, const ShardList& shards) {
  std::vector<std::string> paths;
  for (const Shard& shard : shards.shards) paths.push_back(shard.output);
  if (!options.removed.empty()) paths.push_back(options.removed);
  if (!shards.folder.empty()) paths.insert(paths.end(), {shards.folder, shards.folder + "/.copydesk"});
  return paths;
}

absl::Status CheckOutputs(const DedupOptions& options, const ShardList& shards) {
  if (options.dry_run) return absl::OkStatus();
  const OutputFile::Options rules = {.force = options.force || options.resume, .inputs = options.inputs};
  if (!shards.folder.empty()) {
    auto file = OutputFile::Create(ProbePath(shards), {.force = true, .inputs = options.inputs});
    if (!file.ok()) return file.status();
  }
  for (const Shard& shard : shards.shards) {
    COPYDESK_RETURN_IF_ERROR(CheckStaysInside(shards.folder, shard.output));
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(shard.output, error)) && !shards.folder.empty()) {
      continue;
    }
    auto file = OutputFile::Create(shard.output, rules);
    if (!file.ok()) return file.status();
  }
  return absl::OkStatus();
}

absl::Status WriteOutputs(const DedupOptions& options, const ShardList& shards, const RemovalPlan& plan,
                          ResumeState* state, DedupReport* report) {
  return OutputWriter(options, shards, plan, state, report).Write();
}

}  // namespace copydesk
