// The section on clusters of copies.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/cautions.h"
#include "report/html_comparison.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kOpenClusters = 10;

// A link to a cluster when it is shown, else its name.
void WriteClusterReference(const std::string& name, const ReportContext& context, HtmlWriter* html) {
  const std::optional<std::size_t> number = context.selection.NumberOf(context.selection.ClusterNamed(name));
  if (number.has_value()) {
    *html << "<a href=\"#cluster-" << *number + 1 << "\">cluster " << *number + 1 << "</a>";
  } else {
    *html << "cluster <span class=\"id\">";
    WriteLine(name, html);
    *html << "</span>";
  }
}

class ClusterItem {
 public:
  ClusterItem(const Cluster& cluster, ReportContext* context, HtmlWriter* html)
      : cluster_(cluster), context_(*context), html_(*html) {}

  absl::Status Write(std::size_t number) {
    COPYDESK_ASSIGN_OR_RETURN(centre_, context_.texts->Find(cluster_.centre));
    html_ << "<details class=\"item\" id=\"cluster-" << number + 1 << "\"";
    if (number < kOpenClusters) html_ << " open";
    html_ << "><summary><span class=\"ordinal\">" << number + 1 << "</span><h3>";
    WriteLine(centre_.Title(context_.ShowsText()), &html_);
    html_ << "</h3><span class=\"count\">" << WithThousands(cluster_.members.size()) << " copies</span></summary>\n";
    WriteContext();
    html_ << "<ol class=\"members\">\n";
    const std::size_t shown = std::min(cluster_.members.size(), kReportMembers);
    for (const ClusterMember& member : std::span(cluster_.members).first(shown)) {
      COPYDESK_RETURN_IF_ERROR(WriteMember(member));
    }
    html_ << "</ol>\n";
    if (shown < cluster_.members.size()) {
      html_ << "<p class=\"quiet\">And " << WithThousands(cluster_.members.size() - shown) << " more copies.</p>\n";
    }
    COPYDESK_RETURN_IF_ERROR(WriteAttached());
    html_ << "</details>\n";
    return absl::OkStatus();
  }

 private:
  // Its name, the stories it belongs to, and what its text is part of.
  void WriteContext() {
    html_ << "<p class=\"context\"><span class=\"id\">";
    WriteLine(cluster_.name, &html_);
    html_ << "</span>";
    for (const std::size_t story : context_.selection.StoriesOf(cluster_.centre)) {
      html_ << " <span>story ";
      WriteBadge({.number = story}, /*link=*/true, &html_);
      html_ << "</span>";
    }
    const std::size_t shown = std::min(cluster_.part_of.size(), kReportContainers);
    for (std::size_t i = 0; i < shown; ++i) {
      const Container& container = cluster_.part_of[i];
      html_ << " <span>" << Percent(container.share) << " of it in ";
      if (container.cluster.empty()) {
        WriteLine(container.block.document, &html_);
        if (container.block.block != "0") {
          html_ << ", block ";
          WriteLine(container.block.block, &html_);
        }
      } else {
        WriteClusterReference(container.cluster, context_, &html_);
      }
      html_ << "</span>";
    }
    if (shown < cluster_.part_of.size()) {
      html_ << " <span>and in " << WithThousands(cluster_.part_of.size() - shown) << " more</span>";
    }
    html_ << "</p>\n";
  }

  void WriteVersion(const BlockName& block) {
    const auto place = context_.selection.VersionOf(block);
    if (place.has_value())
      html_ << " <span class=\"version\">version " << place->number << " of " << place->of << "</span>";
  }

  absl::Status WriteMember(const ClusterMember& member) {
    COPYDESK_ASSIGN_OR_RETURN(const ShownBlock shown, context_.texts->Find(member.block));
    const bool is_centre = member.block == cluster_.centre;
    html_ << (is_centre ? Markup("<li class=\"member centre\">") : Markup("<li class=\"member\">"))
          << "<div class=\"row\"><div class=\"who\">";
    if (!is_centre) {
      html_ << "<div class=\"title\">";
      WriteLine(shown.Title(context_.ShowsText()), &html_);
      html_ << "</div>";
    }
    WriteOrigin(shown, &html_);
    WriteVersion(member.block);
    html_ << "</div>";
    if (is_centre) {
      html_ << "<div class=\"measures\"><span class=\"relation centre\">centre</span></div></div></li>\n";
      return absl::OkStatus();
    }
    COPYDESK_ASSIGN_OR_RETURN(const auto placed, context_.selection.MatchOf(cluster_.centre, member.block));
    html_ << "<div class=\"measures\"><div class=\"kind\">";
    if (placed.match.has_value()) {
      WriteRelation(*placed.match, placed.swapped, &html_);
    } else {
      html_ << "<span class=\"relation none\">" << RelationName(member.relation) << "</span>";
    }
    html_ << "</div><div class=\"measure\"><span>similar</span>";
    WriteBar(member.score, &html_);
    html_ << "</div><div class=\"measure\"><span>kept</span>";
    WriteBar(member.share_kept, &html_);
    html_ << "</div></div></div>\n";
    WriteComparison({.left = centre_, .right = shown, .match = MatchIn(placed), .swapped = placed.swapped},
                    "Compare with the centre", &context_, &html_);
    html_ << "</li>\n";
    return absl::OkStatus();
  }

  absl::Status WriteAttached() {
    if (cluster_.attached.empty()) return absl::OkStatus();
    html_ << "<h4>Parts of it elsewhere</h4>\n<ul class=\"members\">\n";
    const std::size_t count = std::min(cluster_.attached.size(), kReportAttached);
    for (const Attachment& attachment : std::span(cluster_.attached).first(count)) {
      COPYDESK_ASSIGN_OR_RETURN(const ShownBlock shown, context_.texts->Find(attachment.block));
      COPYDESK_ASSIGN_OR_RETURN(const ShownBlock within, context_.texts->Find(attachment.within));
      html_ << "<li class=\"member\"><div class=\"row\"><div class=\"who\"><div class=\"title\">";
      WriteLine(shown.Title(context_.ShowsText()), &html_);
      html_ << "</div>";
      WriteOrigin(shown, &html_);
      WriteVersion(attachment.block);
      html_ << "</div><div class=\"measures\"><div class=\"kind\"><span class=\"relation contains\">part</span> of ";
      WriteLine(within.Outlet().empty() ? attachment.within.document : within.Outlet(), &html_);
      html_ << "</div><div class=\"measure\"><span>within</span>";
      WriteBar(attachment.share, &html_);
      html_ << "</div></div></div>\n";
      COPYDESK_ASSIGN_OR_RETURN(const auto placed, context_.selection.MatchOf(attachment.within, attachment.block));
      WriteComparison({.left = within, .right = shown, .match = MatchIn(placed), .swapped = placed.swapped},
                      "Compare with what it is part of", &context_, &html_);
      html_ << "</li>\n";
    }
    html_ << "</ul>\n";
    if (count < cluster_.attached.size()) {
      html_ << "<p class=\"quiet\">And " << WithThousands(cluster_.attached.size() - count) << " more.</p>\n";
    }
    return absl::OkStatus();
  }

  static const Match* MatchIn(const ReportSelection::PlacedMatch& placed) {
    return placed.match.has_value() ? &*placed.match : nullptr;
  }

  const Cluster& cluster_;
  ReportContext& context_;
  HtmlWriter& html_;
  ShownBlock centre_;
};

}  // namespace

absl::Status WriteClusters(ReportContext* context, HtmlWriter* html) {
  const std::vector<const Cluster*>& clusters = context->selection.clusters();
  *html
      << "<section id=\"copies\" class=\"list\"><h2>Copies</h2>\n<p class=\"lead\">Texts that are the same, or nearly. "
         "Each was compared with the centre of its cluster; <i>similar</i> is their resemblance, <i>kept</i> how much "
         "of the centre's text the copy has. Side by side, shared passages are tinted and numbered, and the words in "
         "which they differ underlined.</p>\n";
  if (clusters.empty()) *html << "<p class=\"quiet\">No copies were found.</p>\n";
  context->section_begin = html->size();
  std::size_t shown = 0;
  while (shown < clusters.size() && context->HasRoom(*html)) {
    ClusterItem item(*clusters[shown], context, html);
    COPYDESK_RETURN_IF_ERROR(item.Write(shown));
    ++shown;
  }
  *html << "</section>\n";
  context->NoteTexts("copies", *html);
  if (shown < context->report.clusters.size()) {
    context->left_out.push_back(absl::StrCat("of ", Counted(context->report.clusters.size(), "cluster", "clusters"),
                                             " of copies the ", WithThousands(shown), " largest are shown"));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
