// The options of copydesk store and its commands.
#include <CLI/CLI.hpp>

#include "command_options.h"

namespace copydesk::tools {
namespace {

// To a file and back.
void AddPortable(CLI::App* store, CommandLine* line, RawOptions* raw) {
  CLI::App* const to_file =
      AddCommand(store, "export",
                 "Writes all that a store holds to one file of JSON lines, also while records are added to it. A file "
                 "that ends in "
                 ".gz or .zst is compressed.",
                 "copydesk store export --store index -o index.jsonl.zst\n"
                 "  copydesk store export --store index -o - | ssh elsewhere copydesk store import --store index -",
                 Command::kStoreExport, line);
  AddStore(to_file, line)->required();
  to_file->add_option("-o,--output", line->output, "the file, or - for standard output")->type_name("FILE")->required();
  to_file->add_flag("--force", line->force, "replace a file that exists");
  AddRunOptions(to_file, line);

  CLI::App* const from_file =
      AddCommand(store, "import",
                 "Adds all that an exported file holds to a store, which is created when it does not exist, at once: "
                 "after an error "
                 "nothing of it is there. A store keeps the model that it has.",
                 "copydesk store import --store index index.jsonl.zst", Command::kStoreImport, line);
  from_file->add_option("FILE", line->inputs, "what copydesk store export wrote, or - for standard input")
      ->required()
      ->expected(1);
  AddStore(from_file, line)->required();
  from_file->add_option("--max-record", line->max_line, "longest line that is read (default: 256MB)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  from_file->add_flag("--allow-large-window", line->reader.allow_large_window,
                      "read zstd files that need more than 128 MiB to decompress");
  AddRunOptions(from_file, line);
  AddMemoryOptions(from_file, raw, line);
}

}  // namespace

void AddStoreCare(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const store = app->add_subcommand("store", "Cares for a store: see copydesk store --help.");
  store->require_subcommand(1);
  store->footer("\nExample:\n  copydesk store learn --store index\n\nEach has --help of its own.");

  CLI::App* const learn =
      AddCommand(store, "learn",
                 "Learns from all documents of a store how rare words are. Queries use it until it is learned again.",
                 "copydesk store learn --store index", Command::kStoreLearn, line);
  AddStore(learn, line)->required();
  AddRunOptions(learn, line);

  CLI::App* const info = AddCommand(store, "info", "Says what is in a store, and how many bytes it takes.",
                                    "copydesk store info --store index", Command::kStoreInfo, line);
  AddStore(info, line)->required();
  info->add_flag_callback(
      "--json", [line] { line->json = "info"; }, "print one JSON object");

  CLI::App* const check = AddCommand(
      store, "check", "Reads all of a store, and compares every kind of record with every other.",
      "copydesk store check --store index\n  copydesk store check --store index --repair", Command::kStoreCheck, line);
  AddStore(check, line)->required();
  check->add_flag("--repair", line->repair, "write postings that are wrong anew, from the signatures");
  check->add_flag("-q,--quiet", line->quiet, "no progress and no summary");
  AddMemoryOptions(check, raw, line);

  CLI::App* const forget =
      AddCommand(store, "forget", "Takes documents out of a store. All conditions that are given must hold.",
                 "copydesk store forget --store index --older-than 30d\n"
                 "  copydesk store forget --store index --source 'Example Herald' --dry-run\n"
                 "  copydesk store forget --store index --ids withdrawn.txt",
                 Command::kStoreForget, line);
  AddStore(forget, line)->required();
  forget
      ->add_option("--older-than", raw->older_than,
                   "the latest of its published, modified and seen times is longer ago, as 30d or 72h")
      ->type_name("TIME");
  forget->add_option("--source", line->forget.sources, "its source is this; may be given several times")
      ->allow_extra_args(false);
  forget->add_option("--ids", line->ids_file, "its id is a line of this file, or of standard input (-)")
      ->type_name("FILE");
  forget->add_flag("--dry-run", line->forget.dry_run, "say how many, and change nothing");
  AddRunOptions(forget, line);

  CLI::App* const compact =
      AddCommand(store, "compact", "Writes the files of a store anew, without what is no longer needed.",
                 "copydesk store compact --store index", Command::kStoreCompact, line);
  AddStore(compact, line)->required();
  compact->add_flag("-q,--quiet", line->quiet, "no summary");

  CLI::App* const backup = AddCommand(
      store, "backup",
      "Copies a store to a new folder, also while records are added to it. On one file system the copy shares its "
      "files, and takes no space.",
      "copydesk store backup --store index -o index-monday", Command::kStoreBackup, line);
  AddStore(backup, line)->required();
  backup->add_option("-o,--output", line->output, "the new folder")->type_name("DIR")->required();
  backup->add_flag("-q,--quiet", line->quiet, "no summary");
  AddPortable(store, line, raw);
}

}  // namespace copydesk::tools
