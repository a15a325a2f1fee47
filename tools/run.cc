#include "run.h"

#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <utility>

#include "copydesk/report.h"
#include "interrupt.h"
#include "progress.h"

namespace copydesk::tools {
namespace {

constexpr std::uint64_t kBatchBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kShownRejects = 5;

void ShowReject(const Reject& reject) {
  const std::string place =
      reject.line > 0 ? ":" + std::to_string(reject.line) : " at byte " + std::to_string(reject.offset);
  const std::string text = Printable(reject.file + place + ": " + reject.reason, 400);
  std::fprintf(stderr, "rejected: %s\n", text.c_str());
}

}  // namespace

void RejectPrinter::Print(const Reject& reject) {
  if (quiet_ || ++rejects_ > kShownRejects) return;
  ShowReject(reject);
  if (rejects_ == kShownRejects) std::fputs("rejected: further ones are only counted\n", stderr);
}

absl::StatusOr<ReadResult> ReadAll(const CommandLine& line,
                                   const std::function<absl::Status(std::vector<Document>)>& consume,
                                   const ReadHooks& hooks) {
  ReadResult result;
  RejectPrinter printer(line.quiet);
  ProgressLine progress(line.quiet);
  ReaderOptions options = line.reader;
  options.cancel = &Interrupted();
  options.on_reject = [&](const Reject& reject) {
    if (Interrupted()) return;  // the reject says no more than that
    if (hooks.on_reject) hooks.on_reject(reject);
    if (!line.quiet) progress.Clear();
    printer.Print(reject);
  };
  absl::StatusOr<std::unique_ptr<Reader>> reader = OpenReader(line.inputs, options);
  if (!reader.ok()) return reader.status();
  if (hooks.begin) {
    if (absl::Status status = hooks.begin((*reader)->total_bytes()); !status.ok()) return status;
  }
  while (true) {
    absl::StatusOr<std::vector<Document>> batch = (*reader)->ReadBatch(kBatchBytes);
    if (Interrupted()) return absl::CancelledError("interrupted");
    if (!batch.ok()) return batch.status();
    if (batch->empty()) break;
    if (absl::Status status = consume(*std::move(batch)); !status.ok()) return status;
    const ReaderCounts& counts = (*reader)->counts();
    progress.Reading(counts.records, counts.bytes_in, (*reader)->total_bytes());
  }
  result.counts = (*reader)->counts();
  return result;
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, const std::string& what) {
  constexpr std::size_t kMost = std::size_t{64} << 20;
  constexpr std::size_t kPiece = std::size_t{64} << 10;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  std::string piece(kPiece, '\0');
  while (file && text.size() <= kMost) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad()) return absl::NotFoundError(path + ": cannot be read; name " + what);
  if (text.size() > kMost) return absl::InvalidArgumentError(path + " is larger than 64 MiB; name " + what);
  return text;
}

int Fail(const absl::Status& status) {
  const std::string message(status.message().data(), status.message().size());
  std::fprintf(stderr, "copydesk: %s\n", Printable(message, 2000).c_str());
  return kFailed;
}

int ExitCode(const CommandLine& line, const ReadResult& read) {
  return line.strict && read.counts.rejects > 0 ? kRejected : kDone;
}

std::uint64_t PeakMemory() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace copydesk::tools
