#include "report/html_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/ascii.h"
#include "report/excerpt.h"
#include "report/html_limits.h"
#include "report/html_link.h"
#include "report/percent.h"

namespace copydesk {
namespace {

// Classes of report.css; letters tell stories apart where colours do not.
constexpr std::array<Markup, 8> kBadgeColours = {Markup("c0"), Markup("c1"), Markup("c2"), Markup("c3"),
                                                 Markup("c4"), Markup("c5"), Markup("c6"), Markup("c7")};

constexpr std::array<Markup, 5> kRoleLabels = {Markup("main article"), Markup("related"), Markup("digest item"),
                                               Markup("teaser"), Markup("furniture")};

// Does `text` begin like `pattern`, in which 0 stands for a digit?
bool Matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '0' ? !absl::ascii_isdigit(text[i]) : text[i] != pattern[i]) return false;
  }
  return true;
}

}  // namespace

std::string Shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  return std::string(SafeSlice(text, {.begin = 0, .end = static_cast<std::uint32_t>(bytes)})) + "…";
}

void WriteLine(std::string_view text, HtmlWriter* html) {
  *html << "<bdi lang=\"\">" << Shortened(text, kReportLineBytes) << "</bdi>";
}

void WriteBar(double share, HtmlWriter* html) {
  const double safe = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
  *html << "<span class=\"bar\"><svg aria-hidden=\"true\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\">"
        << "<rect class=\"track\" width=\"100\" height=\"6\"/><rect class=\"fill\" width=\"" << std::lround(safe * 100)
        << "\" height=\"6\"/></svg> <span class=\"number\">" << Percent(safe) << "</span></span>";
}

std::string ReadableTime(std::string_view time) {
  if (!Matches(time, "0000-00-00T00:00")) return std::string(time);
  std::string_view rest = time.substr(16);
  if (Matches(rest, ":00")) rest.remove_prefix(3);
  if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  std::string readable = std::string(time.substr(0, 10)) + " " + std::string(time.substr(11, 5));
  if (rest == "Z" || rest == "+00:00") return readable + " UTC";
  return rest.empty() ? readable : readable + " " + std::string(rest);
}

void WriteOrigin(const ShownBlock& shown, HtmlWriter* html) {
  const Metadata& metadata = shown.document->view.metadata;
  *html << "<span class=\"origin\">";
  if (const std::string outlet = shown.Outlet(); !outlet.empty()) {
    *html << "<b class=\"outlet\">";
    WriteLine(outlet, html);
    *html << "</b> ";
  }
  const bool has_age = shown.block != nullptr && !shown.block->age.empty();
  if (has_age) {
    *html << "<span>";
    WriteLine(shown.block->age, html);
    *html << "</span> ";
  } else if (!metadata.published.empty()) {
    *html << "<span>";
    WriteLine(ReadableTime(metadata.published), html);
    *html << "</span> ";
  } else if (!metadata.seen.empty()) {
    *html << "<span>seen ";
    WriteLine(ReadableTime(metadata.seen), html);
    *html << "</span> ";
  }
  if (shown.block != nullptr && !shown.block->credit.empty()) {
    *html << "<span>credit: ";
    WriteLine(shown.block->credit, html);
    *html << "</span> ";
  }
  *html << "<span class=\"id\">";
  WriteLine(shown.name.document, html);
  if (shown.IsPartOfPage()) {
    *html << ", block ";
    WriteLine(shown.name.block, html);
  }
  *html << "</span> ";
  WriteLink(metadata.url, html);
  *html << "</span>";
}

Markup RoleLabel(BlockRole role) { return kRoleLabels[static_cast<std::size_t>(role) % kRoleLabels.size()]; }

std::string StoryLetters(std::size_t number) {
  std::string letters;
  for (++number; number > 0; number = (number - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % 26));
  }
  return letters;
}

void WriteBadge(const StoryBadge& badge, bool link, HtmlWriter* html) {
  const Markup colour = kBadgeColours[badge.number % kBadgeColours.size()];
  if (link) {
    *html << "<a class=\"badge " << colour << "\" href=\"#story-" << badge.number + 1 << "\" title=\"To this story\">"
          << "<span class=\"sr\">Story </span>" << StoryLetters(badge.number) << "</a>";
  } else {
    *html << "<span class=\"badge " << colour << "\"><span class=\"sr\">Story </span>" << StoryLetters(badge.number)
          << "</span>";
  }
}

}  // namespace copydesk
