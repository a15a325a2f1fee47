// The options of copydesk audit.
#include <string>

#include "command_options.h"
#include "copydesk/audit_files.h"

namespace copydesk::tools {
namespace {

constexpr const char* kPolicy = "Policy";

void AddPolicy(CLI::App* app, CommandLine* line) {
  AuditRules& rules = line->audit.rules;
  app->add_option("--min-share", rules.min_share,
                  "share of a source's words from which a text is a reprint (default: 0.8)")
      ->type_name("SHARE")
      ->group(kPolicy);
  app->add_option("--min-words", rules.min_words, "and so many of its words (default: 125)")
      ->type_name("N")
      ->group(kPolicy);
  app->add_flag("--exclude-quotations", rules.exclude_quotations, "leave quotations, posts and captions out of account")
      ->group(kPolicy);
  app->add_flag("!--include-furniture", rules.exclude_furniture,
                "count what was learned to be a site's own (default: it is left out of account)")
      ->group(kPolicy);
  app->add_option("--exclude-phrases", line->phrases_file, "leave these phrases out of account, one a line")
      ->type_name("FILE")
      ->group(kPolicy);
  app->add_option("--exclude-source", rules.sources, "outlets and agencies whose texts may be reused, as AP,Reuters")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...")
      ->group(kPolicy);
}

}  // namespace

void AddAudit(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const audit = AddCommand(
      app, "audit",
      "Says who printed whose text, how much of it, when, and with what credit: origins, reprints, edits, timeline, "
      "and "
      "tables of outlets and agencies.",
      "copydesk audit articles.jsonl.gz -o audit\n  copydesk audit --store index --since 2026-03-01 --agency AP -o "
      "audit\n  copydesk audit articles.jsonl.gz --json findings",
      Command::kAudit, line);
  AddInputs(audit, line)->required(false);
  AddStore(audit, line)->description("audit what this store holds, with the INPUTs, if any");
  audit
      ->add_option("-o,--output", line->output,
                   "folder for report.html, audit.json, the tables as CSV and JSON lines, and the files of a scan")
      ->type_name("DIR");
  audit
      ->add_option("--json", line->json,
                   "print a table as JSON lines instead: " + CLI::detail::join(AuditTableNames(), ", "))
      ->check(CLI::IsMember(AuditTableNames()).description(""))
      ->type_name("TABLE");
  audit->add_flag("--force", line->force, "replace outputs that exist");
  audit->add_option("--since", raw->since, "only groups with an article that was published then or later")
      ->type_name("DATE");
  audit->add_option("--source", line->audit.outlets, "only groups with an article of one of these outlets")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...");
  audit->add_option("--agency", line->audit.origins, "only groups that are from one of these agencies, or credit it")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...");
  audit
      ->add_option("--agencies", line->agencies_file,
                   "agencies and spellings that are added to the built-in list (docs/credits.md has the format)")
      ->type_name("FILE");
  audit
      ->add_option("--status", line->status_file,
                   "the findings.csv of an earlier audit, in which status (licensed, unlicensed, unsure, ignored) and "
                   "note were filled in")
      ->type_name("FILE");
  AddPolicy(audit, line);
  AddCollectionOptions(audit, line, raw);
}

void FinishAudit(const RawOptions& raw, CommandLine* line) {
  if (!raw.since.empty()) {
    Block block;
    block.published = raw.since;
    const std::optional<PublishedTime> time = FindPublishedTime({}, block);
    if (!time.has_value()) {
      throw CLI::ValidationError("--since", raw.since + ": write a date or a time, as 2026-03-01 or 2026-03-01T06:00Z");
    }
    line->audit.since = time->earliest;
  }
  if (const absl::Status status = Validate(line->audit.rules); !status.ok()) {
    throw CLI::ValidationError("policy", std::string(status.message()));
  }
}

}  // namespace copydesk::tools
