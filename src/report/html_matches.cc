// The section on matches between texts that are no copies of one another.
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/cautions.h"
#include "report/html_comparison.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/other_matches.h"

namespace copydesk {
namespace {

void WriteText(const ShownBlock& shown, const ReportContext& context, HtmlWriter* html) {
  *html << "<div class=\"who\"><div class=\"title\">";
  WriteLine(shown.Title(context.ShowsText()), html);
  *html << "</div>";
  WriteOrigin(shown, html);
  const Cluster* const cluster = context.selection.ClusterOf(shown.name);
  if (const auto number = context.selection.NumberOf(cluster); number.has_value()) {
    *html << " <a class=\"copies\" href=\"#cluster-" << *number + 1 << "\">" << WithThousands(cluster->members.size())
          << " copies</a>";
  }
  *html << "</div>";
}

absl::Status WriteMatch(const OtherMatch& other, ReportContext* context, HtmlWriter* html) {
  const Match& match = other.match;
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock a, context->texts->Find(match.a));
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock b, context->texts->Find(match.b));
  *html << "<li class=\"item match\"><div class=\"row\">";
  WriteText(a, *context, html);
  WriteText(b, *context, html);
  *html << "<div class=\"measures\"><div class=\"kind\">";
  WriteRelation(match, /*swapped=*/false, html);
  *html << "</div><div class=\"measure\"><span>of first</span>";
  WriteBar(match.comparison.share[0], html);
  *html << "</div><div class=\"measure\"><span>of second</span>";
  WriteBar(match.comparison.share[1], html);
  *html << "</div>";
  if (other.more > 0) {
    *html << "<div class=\"quiet\">and " << Counted(other.more, "more match", "more matches")
          << " between their copies</div>";
  }
  *html << "</div></div>\n";
  WriteComparison({.left = a, .right = b, .match = &match, .swapped = false}, "Compare the passages", context, html);
  *html << "</li>\n";
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteOtherMatches(ReportContext* context, HtmlWriter* html) {
  COPYDESK_ASSIGN_OR_RETURN(
      const OtherMatches matches,
      ChooseOtherMatches(*context->report.matches, context->report.clusters, context->selection, kReportMatches));
  if (matches.shown.empty()) return absl::OkStatus();
  *html << "<section id=\"passages\" class=\"list\"><h2>Shared passages</h2>\n<p class=\"lead\">Texts that share "
           "passages "
           "and are no copies of one another, the strongest relation first.</p>\n<ul class=\"members\">\n";
  context->section_begin = html->size();
  std::size_t shown = 0;
  while (shown < matches.shown.size() && context->HasRoom(*html)) {
    COPYDESK_RETURN_IF_ERROR(WriteMatch(matches.shown[shown], context, html));
    ++shown;
  }
  *html << "</ul></section>\n";
  context->NoteTexts("shared passages", *html);
  if (shown < matches.total) {
    context->left_out.push_back(absl::StrCat("of ", Counted(matches.total, "pair", "pairs"),
                                             " with shared passages the ", WithThousands(shown),
                                             " strongest are shown; matches.jsonl has all"));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
