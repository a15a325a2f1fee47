// The report that a person reads: one self-contained HTML file.
#ifndef COPYDESK_HTML_REPORT_H_
#define COPYDESK_HTML_REPORT_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/cluster.h"
#include "copydesk/detector.h"
#include "copydesk/match_list.h"
#include "copydesk/report.h"
#include "copydesk/versions.h"

namespace copydesk {

// How much of the texts a report carries. Whole texts of others redistribute them, so kSpans is the default.
enum class Evidence : std::uint8_t {
  kNone,   // figures, titles and terms
  kSpans,  // aligned passages with some words around them, and the first words of each block
  kFull,   // whole texts
};

struct ReportedDocument {
  DocumentView view;
  std::string text;  // empty when it is not kept
};

// Everything must stay live during the call.
struct HtmlReport {
  const Summary* summary = nullptr;
  const MatchList* matches = nullptr;  // null: none
  std::span<const Cluster> clusters;
  std::span<const Story> stories;
  std::span<const VersionGroup> versions;

  // Names of documents to show as pages, block by block: those that tell a story more than once come first.
  std::span<const std::string> pages;
  std::function<absl::StatusOr<ReportedDocument>(std::string_view name)> load;
  Evidence evidence = Evidence::kSpans;
};

// The whole file. No network, no link but to http and https, text of the input inserted as text only; a
// content-security policy by hash. Of large results the largest clusters and stories are shown, and the report says how
// many were left out, so that its size stays below a few tens of megabytes. It depends on its input alone: no times, no
// names of files. O(m log m) in the matches and members; only what is shown is loaded. Errors: those of `load` and of
// `matches`.
[[nodiscard]] absl::StatusOr<std::string> WriteHtmlReport(const HtmlReport& report);

}  // namespace copydesk

#endif  // COPYDESK_HTML_REPORT_H_
