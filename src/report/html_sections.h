// The sections of the report. Each writes itself whole, heading included, and adds to ReportContext::left_out what its
// limits left out. Errors: those of HtmlReport::load.
#ifndef COPYDESK_REPORT_HTML_SECTIONS_H_
#define COPYDESK_REPORT_HTML_SECTIONS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "report/html_limits.h"
#include "report/html_writer.h"
#include "report/report_selection.h"
#include "report/report_texts.h"

namespace copydesk {

struct ReportContext {
  const HtmlReport& report;
  const ReportSelection& selection;
  ReportTexts* texts;
  std::size_t comparisons = 0;        // written so far; numbers the anchors of their passages
  std::vector<std::string> left_out;  // sentences without a full stop

  [[nodiscard]] bool ShowsText() const { return report.evidence != Evidence::kNone; }
};

// Bounds the bytes of one section: texts go first, then whole items.
class SectionBudget {
 public:
  explicit SectionBudget(const HtmlWriter& html) : html_(html), begin_(html.size()) {}

  [[nodiscard]] bool HasRoomForText() const { return html_.size() - begin_ < kReportSectionText; }
  [[nodiscard]] bool HasRoom() const { return html_.size() - begin_ < 2 * kReportSectionText; }

 private:
  const HtmlWriter& html_;
  std::size_t begin_;
};

[[nodiscard]] absl::Status WritePages(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteStories(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteClusters(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteOtherMatches(ReportContext* context, HtmlWriter* html);

// What was scanned and found, and what a reader must know about it; written last, since it tells what was left out.
void WriteOverview(const ReportContext& context, HtmlWriter* html);

// Configuration, rules and model, for those who want to repeat the run.
void WriteRunDetails(const ReportContext& context, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_SECTIONS_H_
