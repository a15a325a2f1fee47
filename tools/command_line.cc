#include "command_line.h"

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "command_options.h"
#include "copydesk/version.h"
#include "machine_memory.h"

namespace copydesk::tools {
namespace {

constexpr const char* kRelationList = "exact,near,contains,overlap,quote,story";

void AddField(CLI::App* app, const char* name, RawOptions* raw, const char* defaults) {
  app->add_option(std::string("--") + name + "-field", raw->fields[name],
                  std::string("JSON member with the ") + name + ", or none (default: the first of " + defaults + ")")
      ->group("Input");
}

void AddShingle(CLI::App* app, CommandLine* line, RawOptions* raw) {
  raw->sketch.push_back(app->add_option("--shingle", line->detector.sketch.shingle, "tokens per shingle (default: 5)")
                            ->group("Comparison"));
}

void AddCandidateOptions(CLI::App* app, CommandLine* line, RawOptions* raw) {
  app->add_option("--posting-cap", line->detector.posting_cap,
                  "documents that one shared passage pairs at most; more are counted in the summary (default: 256)")
      ->group("Comparison");
  app->add_option("--relations", raw->relations, std::string("relations to report (default: ") + kRelationList + ")")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"exact", "near", "contains", "overlap", "quote", "story"}).description(""))
      ->group("Comparison");
  app->add_option("--window", raw->window,
                  "how far apart two texts of one story may be published, as 72h or 3d, or none (default: 72h)")
      ->group("Comparison");
  app->add_flag("!--no-link-evidence", line->detector.link_evidence,
                "judge stories by texts alone: teasers with one link are no story for that")
      ->group("Comparison");
}

void AddUnit(CLI::App* app, CommandLine* line) {
  const std::map<std::string, Unit> units = {{"block", Unit::kBlock}, {"document", Unit::kDocument}};
  app->add_option("--unit", line->detector.unit,
                  "what is compared: block (the parts that a document is split into) or document (default: block)")
      ->transform(CLI::CheckedTransformer(units, CLI::ignore_case).description(""))
      ->group("Comparison");
}

// For what asks a store and learns nothing.
void AddQueryModel(CLI::App* app, RawOptions* raw) {
  app->add_option("--model", raw->model,
                  "how rare words are: none (in general), or the folder of a store that has learned it (default: what "
                  "this store has learned, if anything)")
      ->type_name("none|STORE")
      ->check([](const std::string& model) {
        return model == "learn" ? std::string("a query learns nothing; run copydesk store learn") : std::string();
      })
      ->group("Comparison");
}

// Hours of a window, or 0 for none. Throws CLI::ValidationError.
double ParseWindow(const std::string& text) { return text == "none" ? 0 : ParseHours("--window", text); }

void AddRuleOptions(CLI::App* app, RawOptions* raw) {
  AddThresholds(app, raw, "for example near=0.7,contains=0.5,story=0.5 (the defaults)");
  app->add_option("--evidence", raw->evidence,
                  "aligned passages: spans, none, or full for whole texts in report.html (default: spans)")
      ->check(CLI::IsMember({"spans", "full", "none"}).description(""))
      ->group("Comparison");
}

// The thresholds of a range. Throws CLI::ValidationError.
void FinishSweep(const RawOptions& raw, CommandLine* line) {
  if (!raw.from.has_value() && !raw.to.has_value() && !raw.step.has_value()) return;
  const double from = raw.from.value_or(0.5);
  const double to = raw.to.value_or(0.95);
  const double step = raw.step.value_or(0.05);
  constexpr double kMost = 1000;
  if (!(from > 0 && from <= to && to <= 1 && step > 0 && (to - from) / step < kMost)) {  // NaN is refused
    throw CLI::ValidationError("--from, --to, --step", "write a range above 0 and up to 1, of at most 1000 steps");
  }
  constexpr double kSlack = 1e-9;  // of sums of steps
  for (int i = 0; from + i * step <= to + kSlack; ++i) {
    line->sweep.thresholds.push_back(std::min(from + i * step, to));
  }
}

// Fills in what depends on several options. Throws CLI::ValidationError.
void Finish(const RawOptions& raw, CommandLine* line) {
  if (!raw.relations.empty()) {
    line->detector.relations.clear();
    line->detector.stories = false;
    for (const std::string& name : raw.relations) {
      if (name == "story") {
        line->detector.stories = true;
      } else {
        line->detector.relations.push_back(*RelationFromName(name));
      }
    }
  }
  // What sorts and compares takes about as much again as what is kept.
  line->detector.memory = raw.memory.value_or(MachineMemory() / 2) / 2;
  line->detector.window_hours = ParseWindow(raw.window);
  if (raw.model == "none") {
    line->detector.model = ModelSource::kNone;
  } else if (raw.model != "learn") {
    line->detector.model = ModelSource::kStore;
    line->detector.model_store = raw.model;
  }
  for (const std::string& threshold : raw.thresholds) {
    const std::size_t equals = threshold.find('=');
    const std::string name = threshold.substr(0, equals);
    double value = 0;
    if (equals == std::string::npos || !CLI::detail::lexical_cast(threshold.substr(equals + 1), value) ||
        !(value > 0 && value <= 1)) {  // so written that NaN is refused
      throw CLI::ValidationError("--threshold", threshold + ": write name=share, a share above 0 and up to 1");
    }
    if (name == "near") {
      line->detector.rules = RulesAtNear(line->detector.rules, value);
    } else if (name == "contains") {
      line->detector.rules.contains_share = value;
    } else if (name == "story") {
      line->detector.story_threshold = value;
    } else {
      throw CLI::ValidationError("--threshold", name + ": thresholds are near, contains and story");
    }
  }
  FinishSweep(raw, line);
  if ((line->command == Command::kScan || line->command == Command::kAudit) && line->inputs.empty()) {
    if (line->detector.store.empty()) throw CLI::RequiredError("INPUT");
    line->detector.read_only = true;
  }
  if (!raw.older_than.empty()) {
    constexpr double kSecondsPerHour = 3600;
    const auto age = static_cast<std::int64_t>(ParseHours("--older-than", raw.older_than) * kSecondsPerHour);
    line->forget.before = static_cast<std::int64_t>(std::time(nullptr)) - age;
  }
  if (line->command == Command::kPlan) FinishPlan(raw, line);
  if (line->command == Command::kDedup) FinishDedup(raw, line);
  if (line->command == Command::kAudit) FinishAudit(raw, line);
  line->detector.rules.shingle = line->detector.sketch.shingle;
  // What the user did not ask for is taken from a store that exists.
  line->detector.use_store_configuration =
      std::none_of(raw.sketch.begin(), raw.sketch.end(), [](const CLI::Option* option) { return option->count() > 0; });
  line->detector.spans = raw.evidence != "none";
  if (raw.evidence == "none") line->evidence = Evidence::kNone;
  if (raw.evidence == "full") line->evidence = Evidence::kFull;
  line->reader.fail_on_reject = raw.on_error == "fail";
  FieldNames& fields = line->reader.fields;
  const std::map<std::string, std::vector<std::string>*> lists = {{"text", &fields.text},
                                                                  {"id", &fields.id},
                                                                  {"url", &fields.url},
                                                                  {"source", &fields.source},
                                                                  {"published", &fields.published},
                                                                  {"modified", &fields.modified},
                                                                  {"seen", &fields.seen},
                                                                  {"title", &fields.title}};
  for (const auto& [name, member] : raw.fields) {
    if (member == "none") {
      lists.at(name)->clear();
    } else if (!member.empty()) {
      *lists.at(name) = {member};
    }
  }
}

// Where the results of a scan go.
void AddOutputs(CLI::App* app, CommandLine* line) {
  app->add_option("-o,--output", line->output,
                  "folder for report.html, summary.json and matches, clusters, blocks, furniture and rejects (.jsonl)")
      ->type_name("DIR");
  app->add_option("--json", line->json, "print matches, clusters, blocks or furniture as JSON lines instead")
      ->check(CLI::IsMember({"matches", "clusters", "blocks", "furniture"}).description(""));
  app->add_flag("--force", line->force, "replace outputs that exist");
}

void AddScan(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const scan = AddCommand(app, "scan", "Finds all matches, clusters and stories of a collection.",
                                    "copydesk scan articles.jsonl.gz -o found", Command::kScan, line);
  AddInputs(scan, line)->required(false);
  AddOutputs(scan, line);
  AddStore(scan, line)
      ->description("keep signatures and texts in this store, and scan all that it holds; without an INPUT as it is");
  AddCollectionOptions(scan, line, raw);
}

void AddBlocks(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const blocks =
      AddCommand(app, "blocks", "Splits pages into blocks and lists the stories that appear in several of them.",
                 "copydesk blocks page.html\n  copydesk blocks page.txt --json matches", Command::kBlocks, line);
  AddInputs(blocks, line);
  AddOutputs(blocks, line);
  AddInputOptions(blocks, line, raw);
  AddCandidateOptions(blocks, line, raw);
  AddModel(blocks, raw);
  AddRuleOptions(blocks, raw);
  AddRunOptions(blocks, line);
}

void AddExplain(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const explain = AddCommand(
      app, "explain", "Says why two records did or did not match: every stage, with the nearest threshold.",
      "copydesk explain harbour-01 meridian-01 articles.jsonl\n  copydesk explain page.txt:1.1 page.txt:3 page.txt\n"
      "  copydesk explain first.txt second.txt\n  copydesk explain harbour-01 meridian-01 --store index",
      Command::kExplain, line);
  explain->add_option("A", line->ids, "two records, each an id or an id and a block (ID:BLOCK)")
      ->required()
      ->expected(2)
      ->allow_extra_args(false);
  explain->add_option("INPUT", line->inputs,
                      "the collection they are in; without one and without --store, A and B are files");
  AddStore(explain, line)->description("the store that they are in");
  explain->add_flag_callback(
      "--json", [line] { line->json = "explanation"; }, "print one JSON object");
  AddInputOptions(explain, line, raw);
  AddCandidateOptions(explain, line, raw);
  AddModel(explain, raw);
  AddRuleOptions(explain, raw);
  AddRunOptions(explain, line);
}

void AddCompare(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const compare = AddCommand(
      app, "compare", "Compares two texts: relation, figures, aligned passages.",
      "copydesk compare first.txt second.txt\n  copydesk compare articles.jsonl --id harbour-01 --id meridian-01",
      Command::kCompare, line);
  compare->add_option("INPUT", line->inputs, "two texts, or a collection when --id names two records")->required();
  compare->add_option("--id", line->ids, "a record of the collection; give two")->expected(2)->allow_extra_args(false);
  compare->add_flag_callback(
      "--json", [line] { line->json = "match"; }, "print the match as JSON");
  AddInputOptions(compare, line, raw);
  AddShingle(compare, line, raw);
  AddRuleOptions(compare, raw);
}

void AddStoreCommands(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const add = AddCommand(app, "add", "Adds records to a store. Adding a record again changes nothing.",
                                   "copydesk add --store index today.jsonl.gz", Command::kAdd, line);
  AddInputs(add, line);
  AddStore(add, line)->required();
  add->add_flag("!--no-text", line->detector.keep_text,
                "keep no texts (fixed when the store is created); matches cannot be verified then");
  const std::map<std::string, VersionPolicy> policies = {{"keep", VersionPolicy::kKeep},
                                                         {"replace", VersionPolicy::kReplace}};
  add->add_option("--versions", line->detector.versions,
                  "when an id comes with another text: keep both, or replace the old one (default: keep)")
      ->transform(CLI::CheckedTransformer(policies, CLI::ignore_case).description(""));
  add->add_flag("--bulk", line->detector.bulk,
                "add everything at once, which is faster for much of it: nothing is in the store before the end");
  add->add_flag("--matches", line->detector.keep_matches,
                "find the matches of what is added, and keep them in the store: copydesk scan --store DIR --model DIR "
                "reads them");
  AddInputOptions(add, line, raw);
  AddSketchOptions(add, line, raw);
  AddCandidateOptions(add, line, raw);
  AddUnit(add, line);
  AddRuleOptions(add, raw);
  AddRunOptions(add, line);
  AddMemoryOptions(add, raw, line);

  CLI::App* const query =
      AddCommand(app, "query", "Prints the stored matches of each record, without adding it: one JSON object a line.",
                 "copydesk query --store index today.jsonl.gz", Command::kQuery, line);
  AddInputs(query, line);
  AddStore(query, line)->required();
  query->add_option("-o,--output", line->output, "write to this file instead of standard output")->type_name("FILE");
  query->add_flag("--force", line->force, "replace an output that exists");
  AddInputOptions(query, line, raw);
  AddCandidateOptions(query, line, raw);
  AddQueryModel(query, raw);
  AddUnit(query, line);
  AddRuleOptions(query, raw);
  AddRunOptions(query, line);

  CLI::App* const show = AddCommand(app, "show", "Prints the stored text and blocks of a document.",
                                    "copydesk show --store index harbour-01", Command::kShow, line);
  show->add_option("ID", line->inputs, "the document's id")->required()->expected(1);
  AddStore(show, line)->required();
}

void AddSweep(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const sweep = AddCommand(
      app, "sweep",
      "Says what a scan would have found at other thresholds, from the files that it wrote: clusters, what would be "
      "removed, and the pairs nearest to a threshold.",
      "copydesk scan articles.jsonl.gz -o found\n  copydesk sweep found\n  copydesk sweep found --by contains --from "
      "0.3 "
      "--at 0.4",
      Command::kSweep, line);
  sweep->add_option("DIR", line->inputs, "folder that scan -o wrote")->required()->expected(1);
  const std::map<std::string, SweepBy> names = {{"near", SweepBy::kNear},
                                                {"contains", SweepBy::kContains},
                                                {"story", SweepBy::kStory},
                                                {"equivalence", SweepBy::kEquivalence}};
  sweep
      ->add_option("--by", line->sweep.by,
                   "what is compared with the thresholds: near, contains, story or equivalence "
                   "(default: near)")
      ->transform(CLI::CheckedTransformer(names, CLI::ignore_case).description(""));
  const auto range = [&](const char* name, std::optional<double>* value, const char* description) {
    return sweep->add_option(name, *value, description)->type_name("SHARE");
  };
  CLI::Option* const list = sweep->add_option("--thresholds", line->sweep.thresholds, "these thresholds, as 0.5,0.6")
                                ->delimiter(',')
                                ->type_name("SHARE,...")
                                ->check(CLI::Range(1e-6, 1.0).description(""));
  list->excludes(range("--from", &raw->from, "the lowest threshold (default: 0.5)"));
  list->excludes(range("--to", &raw->to, "the highest (default: 0.95)"));
  list->excludes(range("--step", &raw->step, "from one to the next (default: 0.05)"));
  sweep->add_option("--at", line->sweep.at, "thresholds to list the nearest pairs of (default: the scan's own)")
      ->delimiter(',')
      ->type_name("SHARE,...")
      ->check(CLI::Range(1e-6, 1.0).description(""));
  sweep->add_option("--pairs", line->sweep.pairs, "how many pairs to list at each (default: 10)");
  sweep->add_flag_callback(
      "--json", [line] { line->json = "sweep"; }, "print one JSON object");
}

}  // namespace

CLI::Option* AddInputs(CLI::App* app, CommandLine* line) {
  return app->add_option("INPUT", line->inputs, "files, folders, or - for standard input")->required();
}

void AddInputOptions(CLI::App* app, CommandLine* line, RawOptions* raw) {
  const std::map<std::string, InputFormat> formats = {{"auto", InputFormat::kAuto}, {"jsonl", InputFormat::kJsonLines},
                                                      {"text", InputFormat::kText}, {"html", InputFormat::kHtml},
                                                      {"warc", InputFormat::kWarc}, {"wet", InputFormat::kWet}};
  app->add_option("--input-format", line->reader.format,
                  "auto, jsonl, text, html, warc or wet (default: auto, by content)")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))
      ->group("Input");
  AddField(app, "text", raw, "text, content, body");
  AddField(app, "id", raw, "id; without one, file:line");
  AddField(app, "url", raw, "url");
  AddField(app, "source", raw, "source, publisher, outlet");
  AddField(app, "published", raw, "published, published_at, date");
  AddField(app, "modified", raw, "modified");
  AddField(app, "seen", raw, "seen, scrape_time, fetched, timestamp");
  AddField(app, "title", raw, "title, headline");
  app->add_option("--max-record", line->reader.max_record_bytes,
                  "longest line, text file, page or WARC record that is read; longer ones are rejected (default: 64MB)")
      ->transform(CLI::AsSizeValue(false))
      ->group("Input");
  app->add_flag("--allow-large-window", line->reader.allow_large_window,
                "read zstd files that need more than 128 MiB to decompress")
      ->group("Input");
  app->add_option("--on-error", raw->on_error,
                  "what to do at an input that cannot be read: skip or fail (default: skip)")
      ->check(CLI::IsMember({"skip", "fail"}).description(""))
      ->group("Input");
  app->add_flag("--strict", line->strict, "end with status 3 when an input was rejected")->group("Input");
}

void AddSketchOptions(CLI::App* app, CommandLine* line, RawOptions* raw) {
  AddShingle(app, line, raw);
  raw->sketch.push_back(
      app->add_option("--bins", line->detector.sketch.bins, "MinHash bins, a power of two (default: 256)")
          ->group("Comparison"));
  raw->sketch.push_back(app->add_option("--recall", line->detector.recall,
                                        "wanted recall of the bands at the near threshold (default: 0.99)")
                            ->group("Comparison"));
}

// For what learns a model of its own unless it is given one.
void AddModel(CLI::App* app, RawOptions* raw) {
  app->add_option("--model", raw->model,
                  "how rare words are: learn (from this collection), none (in general), or the folder of a store that "
                  "has learned it (default: learn)")
      ->type_name("learn|none|STORE")
      ->group("Comparison");
}

void AddThresholds(CLI::App* app, RawOptions* raw, const char* description) {
  app->add_option("--threshold", raw->thresholds, description)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Comparison");
}

void AddCollectionOptions(CLI::App* app, CommandLine* line, RawOptions* raw) {
  AddInputOptions(app, line, raw);
  AddSketchOptions(app, line, raw);
  AddCandidateOptions(app, line, raw);
  AddModel(app, raw);
  AddUnit(app, line);
  AddRuleOptions(app, raw);
  AddRunOptions(app, line);
  AddMemoryOptions(app, raw, line);
}

double ParseHours(const std::string& option, const std::string& text) {
  const std::map<char, double> units = {{'m', 1.0 / 60}, {'h', 1}, {'d', 24}};
  const auto unit = text.empty() ? units.end() : units.find(text.back());
  double value = 0;
  if (unit == units.end() || !CLI::detail::lexical_cast(text.substr(0, text.size() - 1), value) ||
      !(value > 0 && value * unit->second <= 87840)) {  // so written that NaN is refused
    throw CLI::ValidationError(option, text + ": write a time such as 72h, 3d or 90m, up to 3660d" +
                                           (option == "--window" ? ", or none" : ""));
  }
  return value * unit->second;
}

CLI::App* AddCommand(CLI::App* app, const char* name, const char* description, const char* example, Command command,
                     CommandLine* line) {
  CLI::App* const sub = app->add_subcommand(name, description);
  sub->footer(std::string("\nExample:\n  ") + example);
  sub->callback([=] { line->command = command; });
  return sub;
}

CLI::Option* AddStore(CLI::App* app, CommandLine* line) {
  return app->add_option("--store", line->detector.store, "folder of the store")->type_name("DIR");
}

void AddRunOptions(CLI::App* app, CommandLine* line) {
  app->add_option("-j,--threads", line->detector.threads, "threads (default: one a processor)")->group("Run");
  app->add_flag("-q,--quiet", line->quiet, "no progress and no summary")->group("Run");
}

void AddMemoryOptions(CLI::App* app, RawOptions* raw, CommandLine* line) {
  app->add_option(
         "--memory", raw->memory,
         "memory for documents and what is looked up in them, as 4GiB; beyond it, temporary files (default: half "
         "of the machine's; 0: no bound)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE")
      ->group("Run");
  app->add_option("--temp-dir", line->detector.temporary_folder,
                  "folder of the temporary files (default: the one that TMPDIR names, or /tmp)")
      ->type_name("DIR")
      ->group("Run");
}

ParseResult ParseCommandLine(int argc, char** argv) {
  CommandLine line;
  RawOptions raw;
  CLI::App app("Finds duplicated, reprinted and repeated text in large collections, and explains what it found.",
               "copydesk");
  app.set_version_flag("--version", "copydesk " + std::string(Version()));
  app.require_subcommand(1);
  app.footer("\nExample:\n  copydesk scan articles.jsonl.gz -o found\n\nEach command has --help of its own.");
  AddScan(&app, &line, &raw);
  AddBlocks(&app, &line, &raw);
  AddCompare(&app, &line, &raw);
  AddExplain(&app, &line, &raw);
  AddSweep(&app, &line, &raw);
  AddAudit(&app, &line, &raw);
  AddDedup(&app, &line, &raw);
  AddStoreCommands(&app, &line, &raw);
  AddStoreCare(&app, &line, &raw);
  AddPlan(&app, &line, &raw);
  try {
    app.parse(argc, argv);
    Finish(raw, &line);
  } catch (const CLI::ParseError& error) {
    return {.command_line = std::nullopt, .status = app.exit(error) == 0 ? 0 : 2};
  }
  return {.command_line = std::move(line), .status = 0};
}

}  // namespace copydesk::tools
