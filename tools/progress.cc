#include "progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "copydesk/report.h"

namespace copydesk::tools {

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { Clear(); }

void ProgressLine::Reading(std::uint64_t records, std::uint64_t done, std::uint64_t total) {
  if (quiet_ || !IsDue()) return;
  const double seconds = std::chrono::duration<double>(last_ - start_).count();
  const double rate = static_cast<double>(done) / std::max(seconds, 1e-3);
  std::string text = absl::StrCat("read ", WithThousands(records), " records, ", HumanBytes(done));
  if (total > 0) absl::StrAppend(&text, " of ", HumanBytes(total));
  absl::StrAppend(&text, ", ", HumanBytes(static_cast<std::uint64_t>(rate)), "/s");
  if (total > done && rate > 0) {
    absl::StrAppend(&text, absl::StrFormat(", %.0f s left", std::ceil(static_cast<double>(total - done) / rate)));
  }
  Show(text);
}

void ProgressLine::Stage(const std::string& stage, std::uint64_t done, const std::string& unit) {
  if (quiet_ || !IsDue()) return;
  Show(absl::StrCat(stage, ": ", WithThousands(done), " ", unit));
}

void ProgressLine::Clear() {
  if (shown_ && terminal_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

bool ProgressLine::IsDue() {
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < (terminal_ ? std::chrono::milliseconds(250) : std::chrono::seconds(10))) return false;
  last_ = now;
  return true;
}

void ProgressLine::Show(const std::string& text) {
  std::fprintf(stderr, terminal_ ? "\r\x1b[K%s" : "%s\n", text.c_str());
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace copydesk::tools
