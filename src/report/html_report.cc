#include "copydesk/html_report.h"

#include "base/status.h"
#include "report/html_head.h"
#include "report/html_sections.h"

namespace copydesk {
namespace {

void WriteNavigation(const ReportContext& context, bool has_passages, HtmlWriter* html) {
  *html << "<a class=\"skip\" href=\"#main\">To the results</a>\n<nav "
           "aria-label=\"Sections\"><strong>copydesk</strong><ul>\n";
  if (!context.report.pages.empty()) *html << "<li><a href=\"#pages\">Pages</a></li>\n";
  if (!context.report.stories.empty()) *html << "<li><a href=\"#stories\">Stories</a></li>\n";
  *html << "<li><a href=\"#copies\">Copies</a></li>\n";
  if (has_passages) *html << "<li><a href=\"#passages\">Shared passages</a></li>\n";
  *html << "<li><a href=\"#run\">How it was found</a></li>\n</ul>\n"
        // Shown by the script, which they need.
        << "<div id=\"tools\" hidden><label><span class=\"sr\">Show only what has these words</span>"
        << "<input id=\"filter\" type=\"search\" placeholder=\"Filter\" autocomplete=\"off\" "
           "spellcheck=\"false\"></label>"
        << "<output id=\"filtered\" for=\"filter\"></output>"
        << "<button type=\"button\" id=\"open-all\">Open all</button>"
        << "<button type=\"button\" id=\"close-all\">Close all</button></div></nav>\n";
}

}  // namespace

absl::StatusOr<std::string> WriteHtmlReport(const HtmlReport& given) {
  const MatchSpan no_matches({});
  HtmlReport report = given;
  if (report.matches == nullptr) report.matches = &no_matches;
  const ReportSelection selection(report);
  ReportTexts texts(report.load);
  ReportContext context{.report = report, .selection = selection, .texts = &texts};
  HtmlWriter sections;
  COPYDESK_RETURN_IF_ERROR(WritePages(&context, &sections));
  COPYDESK_RETURN_IF_ERROR(WriteStories(&context, &sections));
  COPYDESK_RETURN_IF_ERROR(WriteClusters(&context, &sections));
  const std::size_t before_passages = sections.size();
  COPYDESK_RETURN_IF_ERROR(WriteOtherMatches(&context, &sections));
  const bool has_passages = sections.size() > before_passages;
  COPYDESK_RETURN_IF_ERROR(WriteRunDetails(context, &sections));

  HtmlWriter html;
  WriteHead(ReportPage::kScan, "copydesk report", &html);
  WriteNavigation(context, has_passages, &html);
  html << "<main id=\"main\">\n";
  WriteOverview(context, &html);
  html << sections << "</main>\n";
  WriteScripts(ReportPage::kScan, &html);
  html << "</body>\n</html>\n";
  return std::move(html).Take();
}

}  // namespace copydesk
