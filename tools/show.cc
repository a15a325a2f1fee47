// copydesk show: a stored document.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>

#include "copydesk/report.h"
#include "run.h"

namespace copydesk::tools {

namespace {

// The text's own bytes; on a terminal each line made harmless.
void PrintText(std::string_view text) {
  if (::isatty(STDOUT_FILENO) != 1) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::putchar('\n');
    return;
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::printf("%s\n", Printable(text.substr(0, end), std::numeric_limits<std::size_t>::max()).c_str());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

int RunShow(const CommandLine& line) {
  Options options = line.detector;
  options.read_only = true;
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return Fail(detector.status());
  const absl::StatusOr<DocumentView> view = detector->View(line.inputs.front());
  if (!view.ok()) return Fail(view.status());
  for (const Block& block : view->blocks) std::printf("%s\n", BlockJson(*view, block).c_str());
  const absl::StatusOr<Document> document = detector->Find(line.inputs.front());
  if (absl::IsNotFound(document.status())) {
    std::fputs("copydesk: the store keeps no texts\n", stderr);
    return kDone;
  }
  if (!document.ok()) return Fail(document.status());
  std::printf("\n");
  PrintText(document->text);
  return kDone;
}

}  // namespace copydesk::tools
