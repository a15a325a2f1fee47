// The copydesk command.
#include <cerrno>
#include <cstdio>

#include "absl/status/status.h"
#include "command_line.h"
#include "interrupt.h"
#include "run.h"

namespace copydesk::tools {
namespace {

int Run(const CommandLine& line) {
  switch (line.command) {
    case Command::kScan:
    case Command::kBlocks:
      return RunScan(line);
    case Command::kCompare:
      return RunCompare(line);
    case Command::kExplain:
      return RunExplain(line);
    case Command::kAdd:
      return RunAdd(line);
    case Command::kQuery:
      return RunQuery(line);
    case Command::kShow:
      return RunShow(line);
    case Command::kSweep:
      return RunSweep(line);
    case Command::kDedup:
      return RunDedup(line);
    case Command::kAudit:
      return RunAudit(line);
    case Command::kPlan:
      return RunPlan(line);
    case Command::kStoreLearn:
      return RunStoreLearn(line);
    case Command::kStoreInfo:
      return RunStoreInfo(line);
    case Command::kStoreCheck:
      return RunStoreCheck(line);
    case Command::kStoreForget:
      return RunStoreForget(line);
    case Command::kStoreCompact:
      return RunStoreCompact(line);
    case Command::kStoreBackup:
      return RunStoreBackup(line);
    case Command::kStoreExport:
      return RunStoreExport(line);
    case Command::kStoreImport:
      return RunStoreImport(line);
  }
  return kUsage;
}

}  // namespace
}  // namespace copydesk::tools

int main(int argc, char** argv) {
  using copydesk::tools::ParseCommandLine;
  copydesk::tools::ParseResult parsed = ParseCommandLine(argc, argv);
  if (!parsed.command_line.has_value()) return parsed.status;
  copydesk::tools::InstallInterruptHandler();
  parsed.command_line->detector.cancel = &copydesk::tools::Interrupted();
  const int status = copydesk::tools::Run(*parsed.command_line);
  // Results that did not arrive are no success.
  const bool was_written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (was_written || status == copydesk::tools::kFailed) return status;
  return copydesk::tools::Fail(absl::ErrnoToStatus(errno, "standard output cannot be written"));
}
