// What the subcommands share: reading records into a detector, errors, exit codes.
#ifndef COPYDESK_TOOLS_RUN_H_
#define COPYDESK_TOOLS_RUN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "command_line.h"
#include "copydesk/detector.h"
#include "copydesk/document.h"
#include "copydesk/reader.h"

namespace copydesk::tools {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kRejected = 3;  // done, but something was rejected and --strict was given

struct ReadResult {
  ReaderCounts counts;
};

struct ReadHooks {
  std::function<absl::Status(std::uint64_t total_bytes)> begin;  // before anything is read; 0: nobody knows the size
  std::function<void(const Reject&)> on_reject;                  // for each, in the order of the input
};

// Shows the first few rejects on standard error, harmless for a terminal.
class RejectPrinter {
 public:
  explicit RejectPrinter(bool quiet) : quiet_(quiet) {}
  void Print(const Reject& reject);

 private:
  const bool quiet_;
  std::uint64_t rejects_ = 0;
};

// Reads all inputs in batches, with progress and rejects shown on standard error, and hands each batch to `consume`.
// Ends with Cancelled after Ctrl-C.
[[nodiscard]] absl::StatusOr<ReadResult> ReadAll(const CommandLine& line,
                                                 const std::function<absl::Status(std::vector<Document>)>& consume,
                                                 const ReadHooks& hooks = {});

// A whole file that a person wrote, of at most 64 MiB. `what`: what it is to be, for messages.
[[nodiscard]] absl::StatusOr<std::string> ReadWholeFile(const std::string& path, const std::string& what);

// Prints a failure on one line of standard error, harmless for a terminal, and returns kFailed.
int Fail(const absl::Status& status);

// kRejected or kDone.
[[nodiscard]] int ExitCode(const CommandLine& line, const ReadResult& read);

// Largest resident memory of this process so far, in bytes.
[[nodiscard]] std::uint64_t PeakMemory();

int RunScan(const CommandLine& line);  // blocks as well
int RunExplain(const CommandLine& line);
int RunCompare(const CommandLine& line);
int RunAdd(const CommandLine& line);
int RunQuery(const CommandLine& line);
int RunShow(const CommandLine& line);
int RunSweep(const CommandLine& line);
int RunDedup(const CommandLine& line);
int RunAudit(const CommandLine& line);
int RunPlan(const CommandLine& line);
int RunStoreLearn(const CommandLine& line);
int RunStoreInfo(const CommandLine& line);
int RunStoreCheck(const CommandLine& line);
int RunStoreForget(const CommandLine& line);
int RunStoreCompact(const CommandLine& line);
int RunStoreBackup(const CommandLine& line);
int RunStoreExport(const CommandLine& line);
int RunStoreImport(const CommandLine& line);

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_RUN_H_
