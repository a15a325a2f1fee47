// What the user typed, checked.
#ifndef COPYDESK_TOOLS_COMMAND_LINE_H_
#define COPYDESK_TOOLS_COMMAND_LINE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "copydesk/audit_collection.h"
#include "copydesk/dedup.h"
#include "copydesk/detector.h"
#include "copydesk/html_report.h"
#include "copydesk/plan.h"
#include "copydesk/reader.h"
#include "copydesk/sweep.h"

namespace copydesk::tools {

enum class Command {
  kScan,
  kBlocks,
  kCompare,
  kExplain,
  kAdd,
  kQuery,
  kShow,
  kSweep,
  kDedup,
  kAudit,
  kPlan,
  kStoreLearn,
  kStoreInfo,
  kStoreCheck,
  kStoreForget,
  kStoreCompact,
  kStoreBackup,
  kStoreExport,
  kStoreImport
};

struct CommandLine {
  Command command = Command::kScan;
  std::vector<std::string> inputs;  // show: one id; sweep: one folder; store import: one file
  std::vector<std::string> ids;     // compare, explain: the two records, or none
  ReaderOptions reader;
  Options detector;
  SweepOptions sweep;
  PlanOptions plan;
  DedupOptions dedup;  // what belongs to it alone
  bool verify = false;
  VerifyOptions verification;
  AuditOptions audit;
  std::string agencies_file;  // audit; empty: none, as the next two
  std::string phrases_file;
  std::string status_file;
  ForgetFilter forget;
  std::string ids_file;                   // store forget; empty: none
  bool repair = false;                    // store check
  std::optional<std::uint64_t> max_line;  // store import, in bytes
  Evidence evidence = Evidence::kSpans;   // of report.html
  std::string output;                     // folder (scan) or file; empty: standard output
  std::string json;  // scan: "matches", "clusters" or "blocks"; audit: a table; compare: "match"; empty: text
  bool force = false;
  bool strict = false;
  bool quiet = false;
};

// Parses the arguments. Without a value the program is to end with `status`: help or version was printed (0), or the
// usage was wrong and the message was printed (2).
struct ParseResult {
  std::optional<CommandLine> command_line;
  int status = 0;
};
[[nodiscard]] ParseResult ParseCommandLine(int argc, char** argv);

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_COMMAND_LINE_H_
