// Options that several commands have, for the files that know the option parser.
#ifndef COPYDESK_TOOLS_COMMAND_OPTIONS_H_
#define COPYDESK_TOOLS_COMMAND_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "command_line.h"

namespace copydesk::tools {

// Option values that need work after parsing.
struct RawOptions {
  std::vector<std::string> relations;
  std::vector<std::string> thresholds;
  std::string window = "72h";
  std::string older_than;
  std::string keep;   // of dedup
  std::string since;  // of audit
  std::string model = "learn";
  std::string on_error = "skip";
  std::string evidence = "spans";
  std::map<std::string, std::string> fields;
  std::optional<std::uint64_t> memory;
  std::optional<double> from;  // of a sweep
  std::optional<double> to;
  std::optional<double> step;
  std::vector<CLI::Option*> sketch;  // options that a store fixes
};

CLI::App* AddCommand(CLI::App* app, const char* name, const char* description, const char* example, Command command,
                     CommandLine* line);
CLI::Option* AddStore(CLI::App* app, CommandLine* line);
CLI::Option* AddInputs(CLI::App* app, CommandLine* line);
void AddInputOptions(CLI::App* app, CommandLine* line, RawOptions* raw);
void AddSketchOptions(CLI::App* app, CommandLine* line, RawOptions* raw);
void AddModel(CLI::App* app, RawOptions* raw);
void AddThresholds(CLI::App* app, RawOptions* raw, const char* description);
void AddRunOptions(CLI::App* app, CommandLine* line);

// All that finding the matches of a collection takes.
void AddCollectionOptions(CLI::App* app, CommandLine* line, RawOptions* raw);

// For what holds a whole collection.
void AddMemoryOptions(CLI::App* app, RawOptions* raw, CommandLine* line);

// Care of a store: commands of a command.
void AddStoreCare(CLI::App* app, CommandLine* line, RawOptions* raw);

// A collection without its duplicates; and what follows from its options.
void AddDedup(CLI::App* app, CommandLine* line, RawOptions* raw);
void FinishDedup(const RawOptions& raw, CommandLine* line);

// A syndication audit; and what follows from its options.
void AddAudit(CLI::App* app, CommandLine* line, RawOptions* raw);
void FinishAudit(const RawOptions& raw, CommandLine* line);

// A size to plan for; and what follows from its options, once those of the detector are known.
void AddPlan(CLI::App* app, CommandLine* line, RawOptions* raw);
void FinishPlan(const RawOptions& raw, CommandLine* line);

// Hours of "72h", "3d" or "90m". Throws CLI::ValidationError.
double ParseHours(const std::string& option, const std::string& text);

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_COMMAND_OPTIONS_H_
