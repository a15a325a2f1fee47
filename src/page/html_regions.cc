#include "page/html_regions.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMostOfPage = 0.4;      // share of the running text
constexpr double kMinArticleWords = 40;  // of running text before comments

bool IsFurnitureTag(std::string_view tag) {
  return tag == "nav" || tag == "footer" || tag == "form" || tag == "menu" || tag == "dialog" || tag == "button" ||
         tag == "label";
}

std::string KeyOf(const HtmlTree& tree, std::size_t line) {
  return LineKey(Slice(tree.text, tree.lines[line].line.range));
}

// <aside>: any, or those that announce a list of headlines.
bool IsFurnitureAside(const HtmlTree& tree, const HtmlElement& element, bool asides) {
  if (element.tag != "aside") return false;
  return asides || (element.first_line < element.last_line && StartsHeadlineList(KeyOf(tree, element.first_line)));
}

// A short box around a line that says that it is paid for.
void MarkAdvertisements(const HtmlTree& tree, std::vector<bool>* furniture) {
  constexpr std::size_t kMaxLines = 8;
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const HtmlLine& line = tree.lines[i];
    if (line.line.words > 60 || line.element < 0 || !StartsLikeAdvertisement(KeyOf(tree, i))) continue;
    int box = line.element;
    for (int at = box; at >= 0; at = tree.elements[static_cast<std::size_t>(at)].parent) {
      const HtmlElement& element = tree.elements[static_cast<std::size_t>(at)];
      if (element.last_line - element.first_line > kMaxLines) break;
      box = at;
      if (element.last_line - element.first_line > 1) break;
    }
    const HtmlElement& element = tree.elements[static_cast<std::size_t>(box)];
    if (element.last_line - element.first_line > kMaxLines) continue;
    std::fill(furniture->begin() + static_cast<std::ptrdiff_t>(element.first_line),
              furniture->begin() + static_cast<std::ptrdiff_t>(element.last_line), true);
  }
}

// What stands in one element with a heading of comments, after an article.
void MarkComments(const HtmlTree& tree, const std::vector<double>& prose, std::vector<bool>* furniture) {
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const HtmlLine& line = tree.lines[i];
    if (line.line.heading < 2 || prose[i] < kMinArticleWords || !IsCommentsHeading(KeyOf(tree, i))) continue;
    int box = -1;
    for (int at = line.element; at >= 0; at = tree.elements[static_cast<std::size_t>(at)].parent) {
      if (tree.elements[static_cast<std::size_t>(at)].first_line != i) break;
      box = at;
    }
    if (box < 0) continue;
    const HtmlElement& element = tree.elements[static_cast<std::size_t>(box)];
    std::fill(furniture->begin() + static_cast<std::ptrdiff_t>(element.first_line),
              furniture->begin() + static_cast<std::ptrdiff_t>(element.last_line), true);
  }
}

// One of the words that class names are made of is one of these.
template <std::size_t N>
bool HasClassWord(std::string_view classes, const std::array<std::string_view, N>& words) {
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" -_:", at), classes.size());
    if (std::find(words.begin(), words.end(), classes.substr(at, end - at)) != words.end()) return true;
    at = end + 1;
  }
  return false;
}

bool IsFurnitureClass(std::string_view classes) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"nav",           "navbar",    "navigation", "menu",          "footer",     "masthead",  "breadcrumb",
       "breadcrumbs",   "share",     "sharing",    "social",        "newsletter", "subscribe", "subscription",
       "signup",        "cookie",    "cookies",    "consent",       "search",     "login",     "contentinfo",
       "complementary", "banner",    "advert",     "advertisement", "ads",        "sponsored", "paywall",
       "toolbar",       "copyright", "legal",      "pagination",    "skip",       "sitemap",   "register",
       "toc",           "dropdown",  "tooltip"});
  return HasClassWord(classes, kWords);
}

// What readers wrote. The tree counts schema.org's type Comment as such a class.
bool IsCommentsClass(std::string_view classes) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"comment", "comments", "commentlist", "commentarea", "usercomments", "disqus", "livefyre"});
  return HasClassWord(classes, kWords);
}

}  // namespace

std::vector<bool> FindFurnitureLines(const HtmlTree& tree, bool asides) {
  std::vector<bool> furniture(tree.lines.size(), false);
  std::vector<double> prose(tree.lines.size() + 1, 0);  // running text before each line
  std::vector<int> headings(tree.lines.size() + 1, 0);  // of the first level
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const PageLine& line = tree.lines[i].line;
    prose[i + 1] = prose[i] + (line.IsProse() ? line.words : 0);
    headings[i + 1] = headings[i] + (line.heading == 1 ? 1 : 0);
  }
  std::size_t end = 0;  // lines before it are marked
  for (const HtmlElement& element : tree.elements) {
    if (element.last_line <= end) continue;
    const bool in_header =
        element.tag == "header" && headings[element.last_line] == headings[element.first_line] &&
        (element.parent < 0 || tree.elements[static_cast<std::size_t>(element.parent)].tag == "body");
    const bool aside = IsFurnitureAside(tree, element, asides);
    const bool comments = IsCommentsClass(element.classes);
    if (!IsFurnitureTag(element.tag) && !aside && !in_header && !comments && !IsFurnitureClass(element.classes))
      continue;
    // Readers may write more than the article has, after it.
    const bool after_article = comments && prose[element.first_line] >= kMinArticleWords &&
                               headings[element.last_line] == headings[element.first_line];
    if (element.tag == "body" || element.tag == "html" || element.tag == "main") continue;
    if (element.tag == "article" && !after_article) continue;
    const double words = prose[element.last_line] - prose[element.first_line];
    if (words > kMostOfPage * prose.back() && words > 0 && !after_article) continue;
    std::fill(furniture.begin() + static_cast<std::ptrdiff_t>(element.first_line),
              furniture.begin() + static_cast<std::ptrdiff_t>(element.last_line), true);
    end = element.last_line;
  }
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const HtmlLine& line = tree.lines[i];
    const bool many_links = line.links >= 3 && !line.line.IsProse();
    const std::string_view printed = Slice(tree.text, line.line.range);
    const bool invitation = line.line.words <= 25 && StartsLikeInvitation(LineKey(printed));
    const bool markup =
        printed.starts_with('<') && printed.find("=\"") != std::string_view::npos;  // shown to be copied
    furniture[i] = furniture[i] || many_links || invitation || markup || printed.starts_with("©");
  }
  MarkAdvertisements(tree, &furniture);
  MarkComments(tree, prose, &furniture);
  return furniture;
}

}  // namespace copydesk
