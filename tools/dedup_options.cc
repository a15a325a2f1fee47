// The options of copydesk dedup.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <string>

#include "command_options.h"

namespace copydesk::tools {
namespace {

// "first", "field:score" or "source:AP,Reuters". Throws CLI::ValidationError.
void ParseKeep(const std::string& text, DedupOptions* dedup) {
  const std::map<std::string, KeepPolicy> policies = {{"first", KeepPolicy::kFirst},
                                                      {"earliest", KeepPolicy::kEarliest},
                                                      {"longest", KeepPolicy::kLongest},
                                                      {"field", KeepPolicy::kField},
                                                      {"source", KeepPolicy::kSource}};
  const std::size_t colon = text.find(':');
  const auto policy = policies.find(text.substr(0, colon));
  const bool named =
      policy != policies.end() && (policy->second == KeepPolicy::kField || policy->second == KeepPolicy::kSource);
  if (policy == policies.end() || named != (colon != std::string::npos && colon + 1 < text.size())) {
    throw CLI::ValidationError("--keep", text + ": write first, earliest, longest, field:NAME or source:NAME,NAME,...");
  }
  dedup->keep = policy->second;
  if (policy->second == KeepPolicy::kField) dedup->keep_field = text.substr(colon + 1);
  if (policy->second == KeepPolicy::kSource) dedup->keep_sources = CLI::detail::split(text.substr(colon + 1), ',');
}

void AddWhatGoes(CLI::App* app, CommandLine* line, RawOptions* raw) {
  DedupOptions& dedup = line->dedup;
  const std::map<std::string, DedupUnit> units = {{"document", DedupUnit::kDocument},
                                                  {"block", DedupUnit::kBlock},
                                                  {"paragraph", DedupUnit::kParagraph},
                                                  {"passage", DedupUnit::kPassage}};
  app->add_option("--unit", dedup.unit,
                  "what goes: document (whole records), or, cut out of their texts, block, paragraph or passage "
                  "(default: document)")
      ->transform(CLI::CheckedTransformer(units, CLI::ignore_case).description(""));
  app->add_option("--relations", raw->relations,
                  "duplicates are exact and near ones; contains adds texts that are in a longer one (default: "
                  "exact,near)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"exact", "near", "contains"}).description(""));
  app->add_option("--keep", raw->keep,
                  "which copy stays: first, earliest (published), longest, field:NAME (largest number), or "
                  "source:A,B,... (in that order) (default: first)")
      ->type_name("POLICY");
  app->add_option("--min-contained", dedup.min_contained,
                  "share of a contained text that the other must have (default: 0.9)")
      ->type_name("SHARE");
  app->add_option("--min-passage", dedup.min_passage, "tokens of the shortest passage that goes (default: 50)")
      ->type_name("TOKENS");
  app->add_option("--min-paragraph", dedup.min_paragraph, "tokens of the shortest paragraph that goes (default: 8)")
      ->type_name("TOKENS");
  app->add_option("--against", dedup.against, "what matches a document of this store goes too")->type_name("STORE");
  app->add_option("--contamination", dedup.contamination,
                  "records that share a passage with one of this file's, a benchmark's say, go too")
      ->type_name("FILE");
  app->add_option("--contamination-run", dedup.contamination_run, "tokens of the shortest such passage (default: 13)")
      ->type_name("TOKENS");
}

}  // namespace

void AddDedup(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const command =
      AddCommand(app, "dedup",
                 "Writes a collection back without its duplicates: what is kept is byte for byte as it was, and a "
                 "certificate says "
                 "why each removed record went.",
                 "copydesk dedup crawl.jsonl.gz -o clean.jsonl.gz --removed removed.jsonl\n"
                 "  copydesk dedup --verify crawl.jsonl.gz --output clean.jsonl.gz --removed removed.jsonl\n"
                 "  copydesk dedup shards/ -o clean/ --removed removed.jsonl --keep earliest --resume",
                 Command::kDedup, line);
  DedupOptions& dedup = line->dedup;
  AddInputs(command, line);
  command
      ->add_option("-o,--output", line->output,
                   "the file to write, or a folder for several: each gets its name there; .gz and .zst are compressed")
      ->type_name("PATH");
  command
      ->add_option("--removed", dedup.removed, "write the certificate, one JSON line a removal; with --verify, read it")
      ->type_name("FILE");
  command->add_flag("--verify", line->verify,
                    "check a certificate and an output against the input, and estimate what was missed");
  command
      ->add_option("--sample", line->verification.sample,
                   "of --verify: kept records that are compared with all others (default: 500)")
      ->check(CLI::Range(0, 100'000).description(""))
      ->type_name("N");
  command->add_option("--seed", line->verification.seed, "of --verify: chooses the sample (default: 1)");
  command->add_flag("--annotate", dedup.annotate,
                    "keep all records, and add copydesk_cluster, copydesk_size and copydesk_keep to each");
  command->add_flag("--resume", dedup.resume,
                    "go on with a run that did not end; from the start of a long one, keep what was read in "
                    "PATH.resume");
  command->add_flag("--force", line->force, "replace outputs that exist");
  command->add_flag("--dry-run", dedup.dry_run, "write nothing, and say what would be written");
  command->add_flag_callback(
      "--json", [line] { line->json = "dedup"; }, "print the summary as one JSON object");
  AddWhatGoes(command, line, raw);
  AddInputOptions(command, line, raw);
  AddSketchOptions(command, line, raw);
  AddModel(command, raw);
  AddThresholds(command, raw, "for example near=0.8 (the default: 0.7)");
  AddRunOptions(command, line);
  AddMemoryOptions(command, raw, line);
}

void FinishDedup(const RawOptions& raw, CommandLine* line) {
  DedupOptions& dedup = line->dedup;
  if (!raw.keep.empty()) ParseKeep(raw.keep, &dedup);
  if (raw.relations.empty()) line->detector.relations = {Relation::kExact, Relation::kNear};
  if (line->output.empty() && !dedup.dry_run) throw CLI::RequiredError("--output");
  if (line->verify && dedup.removed.empty()) throw CLI::RequiredError("--removed");
  if (std::find(line->inputs.begin(), line->inputs.end(), "-") != line->inputs.end()) {
    throw CLI::ValidationError("INPUT",
                               "dedup reads its input twice, which standard input does not allow; write it to "
                               "a file and name that");
  }
}

}  // namespace copydesk::tools
