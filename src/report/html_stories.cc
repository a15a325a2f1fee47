// The section on stories: blocks about one event, side by side.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "report/cautions.h"
#include "report/html_comparison.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/term_marks.h"

namespace copydesk {
namespace {

constexpr std::size_t kOpenStories = 10;

void WriteTerms(std::span<const SharedTerm> terms, HtmlWriter* html) {
  if (terms.empty()) return;
  double heaviest = 0;
  for (const SharedTerm& term : terms) heaviest = std::max(heaviest, term.weight);
  *html << "<div class=\"terms\"><h4>Shared terms</h4><ul>\n";
  for (const SharedTerm& term : terms.first(std::min(terms.size(), kReportTerms))) {
    const double share = heaviest > 0 ? std::clamp(term.weight / heaviest, 0.0, 1.0) : 0.0;
    *html << "<li>";
    WriteLine(term.word, html);
    *html
        << " <svg aria-hidden=\"true\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\"><rect class=\"fill\" width=\""
        << static_cast<int>(100 * share) << "\" height=\"6\"/></svg> <span class=\"number\">"
        << absl::StrFormat("%.1f", term.weight) << "</span></li>\n";
  }
  *html << "</ul>";
  if (terms.size() > kReportTerms) {
    *html << "<p class=\"quiet\">And " << WithThousands(terms.size() - kReportTerms) << " lighter ones.</p>";
  }
  *html << "</div>\n";
}

// The beginning of a block, or all of it, with the shared terms marked.
void WriteText(const ShownBlock& shown, std::span<const SharedTerm> terms, Evidence evidence, HtmlWriter* html) {
  if (shown.block == nullptr || shown.document->text.empty()) {
    *html << "<p class=\"quiet\">Its text was not kept.</p>";
    return;
  }
  const ExcerptRule rule{.whole = evidence == Evidence::kFull};
  *html << "<div class=\"text\" dir=\"auto\" lang=\"\">";
  for (const ExcerptPiece& piece : MakeExcerpt(shown.document->text, shown.block->parts, {}, rule)) {
    if (piece.kind == ExcerptPiece::Kind::kOmitted) {
      WriteOmission(piece, html);
      continue;
    }
    std::size_t at = 0;
    for (const TextRange& term : FindTerms(piece.text, terms)) {
      *html << piece.text.substr(at, term.begin - at) << "<mark class=\"term\">"
            << piece.text.substr(term.begin, term.end - term.begin) << "</mark>";
      at = term.end;
    }
    *html << piece.text.substr(at) << " ";
  }
  *html << "</div>";
}

absl::Status WriteMember(const Story& story, const StoryMember& member, ReportContext* context, HtmlWriter* html) {
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock shown, context->texts->Find(member.block));
  COPYDESK_ASSIGN_OR_RETURN(const auto placed, context->selection.MatchOf(story.centre, member.block));
  const bool is_centre = member.block == story.centre;
  *html << "<section class=\"column\"><h4>";
  WriteLine(shown.Title(context->ShowsText()), html);
  *html << "</h4>";
  WriteOrigin(shown, html);
  *html << "<p class=\"facts\">";
  if (shown.block != nullptr && shown.IsPartOfPage()) {
    *html << "<span class=\"role\">" << RoleLabel(shown.block->role) << "</span> ";
  }
  if (is_centre) {
    *html << "<span class=\"relation centre\">centre</span>";
  } else {
    *html << "<span class=\"measure\"><span>same story</span>";
    WriteBar(member.score, html);
    *html << "</span>";
    if (placed.match.has_value() && placed.match->evidence.link) *html << " <span class=\"note\">same link</span>";
  }
  if (const Cluster* const cluster = member.cluster.empty() ? nullptr : context->selection.ClusterNamed(member.cluster);
      cluster != nullptr) {
    const std::string copies = absl::StrCat("in ", WithThousands(cluster->members.size()), " copies");
    if (const std::optional<std::size_t> number = context->selection.NumberOf(cluster); number.has_value()) {
      *html << " <a href=\"#cluster-" << *number + 1 << "\">" << copies << "</a>";
    } else {
      *html << " <span>" << copies << "</span>";
    }
  }
  *html << "</p>";
  if (context->HasRoomForText(*html)) {
    std::vector<SharedTerm> terms = story.terms;
    if (placed.match.has_value()) terms.insert(terms.end(), placed.match->terms.begin(), placed.match->terms.end());
    WriteText(shown, terms, context->report.evidence, html);
  }
  *html << "</section>\n";
  return absl::OkStatus();
}

absl::Status WriteStory(std::size_t number, ReportContext* context, HtmlWriter* html) {
  const Story& story = *context->selection.stories()[number];
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock centre, context->texts->Find(story.centre));
  *html << "<details class=\"item\" id=\"story-" << number + 1 << "\"";
  if (number < kOpenStories) *html << " open";
  *html << "><summary>";
  WriteBadge({.number = number}, /*link=*/false, html);
  *html << "<h3>";
  WriteLine(centre.Title(context->ShowsText()), html);
  *html << "</h3><span class=\"count\">" << Counted(context->selection.BlocksOf(story), "text", "texts")
        << "</span></summary>\n<p class=\"context\"><span class=\"id\">";
  WriteLine(story.name, html);
  *html << "</span></p>\n";
  WriteTerms(story.terms, html);
  *html << "<div class=\"columns many\">\n";
  const std::size_t shown = std::min(story.members.size(), kReportStoryMembers);
  for (const StoryMember& member : std::span(story.members).first(shown)) {
    COPYDESK_RETURN_IF_ERROR(WriteMember(story, member, context, html));
  }
  *html << "</div>\n";
  if (shown < story.members.size()) {
    *html << "<p class=\"quiet\">And " << WithThousands(story.members.size() - shown) << " more.</p>\n";
  }
  *html << "</details>\n";
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteStories(ReportContext* context, HtmlWriter* html) {
  const std::size_t count = context->selection.stories().size();
  if (count == 0) return absl::OkStatus();
  *html << "<section id=\"stories\" class=\"list\"><h2>Stories</h2>\n<p class=\"lead\">Texts that tell of one event, "
           "whether or not they share wording. <i>Same story</i> is the probability that a text and the centre do; the "
           "shared terms are what speaks for it, and the <i>same link</i> where both lead to one address.</p>\n";
  context->section_begin = html->size();
  std::size_t shown = 0;
  while (shown < count && context->HasRoom(*html)) {
    COPYDESK_RETURN_IF_ERROR(WriteStory(shown, context, html));
    ++shown;
  }
  *html << "</section>\n";
  context->NoteTexts("stories", *html);
  if (shown < context->report.stories.size()) {
    context->left_out.push_back(absl::StrCat("of ", Counted(context->report.stories.size(), "story", "stories"), " ",
                                             WithThousands(shown), " are shown: those on the pages, and the largest"));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
