// The sections of the report. Each writes itself whole, heading included, and adds to ReportContext::left_out what its
// limits left out. Errors: those of HtmlReport::load and
// of its matches.
#ifndef COPYDESK_REPORT_HTML_SECTIONS_H_
#define COPYDESK_REPORT_HTML_SECTIONS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
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

  std::size_t section_begin = 0;  // bytes written before the section under way

  // Titles may then be the first words of a text, too.
  [[nodiscard]] bool ShowsText() const { return report.evidence != Evidence::kNone; }

  // The bounds of a section: texts go first, then whole items.
  [[nodiscard]] bool HasRoomForText(const HtmlWriter& html) const {
    return ShowsText() && html.size() - section_begin < kReportSectionText;
  }
  [[nodiscard]] bool HasRoom(const HtmlWriter& html) const {
    return html.size() - section_begin < 2 * kReportSectionText;
  }

  // Says at the end of a section that its texts were left out from some item on.
  void NoteTexts(const char* section, const HtmlWriter& html) {
    if (ShowsText() && !HasRoomForText(html)) {
      left_out.push_back(absl::StrCat("some texts under \"", section, "\" are left out"));
    }
  }
};

[[nodiscard]] absl::Status WritePages(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteStories(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteClusters(ReportContext* context, HtmlWriter* html);
[[nodiscard]] absl::Status WriteOtherMatches(ReportContext* context, HtmlWriter* html);

// What was scanned and found, and what a reader must know about it; written last, since it tells what was left out.
void WriteOverview(const ReportContext& context, HtmlWriter* html);

// Configuration, rules and model, for those who want to repeat the run.
[[nodiscard]] absl::Status WriteRunDetails(const ReportContext& context, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_SECTIONS_H_
