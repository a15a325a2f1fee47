#include "copydesk/html_report.h"

#include "base/status.h"
#include "report/html_sections.h"
#include "report_assets.h"

namespace copydesk {
namespace {

// The policy comes first, so that it holds for all that follows: one style, one script, no network.
void WriteHead(HtmlWriter* html) {
  *html << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" << kStyleHash
        << "'; script-src 'sha256-" << kScriptHash << "'; base-uri 'none'; form-action 'none'\">\n"
        << "<meta name=\"referrer\" content=\"no-referrer\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        << "<meta name=\"color-scheme\" content=\"light dark\">\n"
        << "<title>copydesk report</title>\n<style>" << kStyle << "</style>\n</head>\n<body>\n";
}

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
  WriteHead(&html);
  WriteNavigation(context, has_passages, &html);
  html << "<main id=\"main\">\n";
  WriteOverview(context, &html);
  html << sections << "</main>\n<script>" << kScript << "</script>\n</body>\n</html>\n";
  return std::move(html).Take();
}

}  // namespace copydesk
