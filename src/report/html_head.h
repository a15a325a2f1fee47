// What every HTML file of the program begins and ends with: the policy, the styles and the scripts that it allows.
#ifndef COPYDESK_REPORT_HTML_HEAD_H_
#define COPYDESK_REPORT_HTML_HEAD_H_

#include <cstdint>

#include "report/html_writer.h"

namespace copydesk {

enum class ReportPage : std::uint8_t { kScan, kAudit };

// From the document type to the begin of the body. The policy comes first, so that it holds for all that follows: these
// styles and scripts by their hashes, no network.
void WriteHead(ReportPage page, Markup title, HtmlWriter* html);

// The page's scripts, at the end of the body.
void WriteScripts(ReportPage page, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_HEAD_H_
