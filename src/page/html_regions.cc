#include "page/html_regions.h"

#include <algorithm>
#include <bitset>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMostOfPage = 0.4;      // share of the running text
constexpr double kMinArticleWords = 40;  // of running text before comments
constexpr double kMinTextBeside = 100;   // beside a gallery

bool IsFurnitureTag(std::string_view tag) {
  return tag == "nav" || tag == "footer" || tag == "form" || tag == "menu" || tag == "dialog" || tag == "button" ||
         tag == "label";
}

// <aside>: any, or those that announce a list of headlines.
bool IsFurnitureAside(const HtmlTree& tree, const HtmlElement& element, bool asides) {
  if (element.tag != "aside") return false;
  return asides || (element.first_line < element.last_line && StartsHeadlineList(tree.lines[element.first_line].key));
}

// A short box around a line that says that it is paid for.
void MarkAdvertisements(const HtmlTree& tree, std::vector<bool>* furniture) {
  constexpr std::size_t kMaxLines = 8;
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const HtmlLine& line = tree.lines[i];
    if (line.line.words > 60 || line.element < 0 || !StartsLikeAdvertisement(tree.lines[i].key)) continue;
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
    if (line.line.heading < 2 || prose[i] < kMinArticleWords || !IsCommentsHeading(tree.lines[i].key)) continue;
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

// What the words of a class name say of an element.
struct ClassWords {
  bool furniture = false;
  bool comments = false;  // what readers wrote; the tree counts schema.org's type Comment as such a word
  bool gallery = false;   // pictures with a caption each
};

// Finds words in a short list. Most words of a page are told from them by their length and first letter.
class WordList {
 public:
  explicit WordList(std::initializer_list<std::string_view> words) : words_(words) {
    for (const std::string_view word : words_) beginnings_.set(Beginning(word));
  }

  [[nodiscard]] bool Holds(std::string_view word) const {
    return !word.empty() && beginnings_[Beginning(word)] &&
           std::find(words_.begin(), words_.end(), word) != words_.end();
  }

 private:
  static std::size_t Beginning(std::string_view word) {
    return std::min<std::size_t>(word.size(), 15) * 256 + static_cast<unsigned char>(word.front());
  }

  std::vector<std::string_view> words_;
  std::bitset<std::size_t{16} * 256> beginnings_;
};

ClassWords ReadClasses(std::string_view classes) {
  static const WordList kFurniture(
      {"nav",           "navbar",    "navigation", "menu",          "footer",     "masthead",  "breadcrumb",
       "breadcrumbs",   "share",     "sharing",    "social",        "newsletter", "subscribe", "subscription",
       "signup",        "cookie",    "cookies",    "consent",       "search",     "login",     "contentinfo",
       "complementary", "banner",    "advert",     "advertisement", "ads",        "sponsored", "paywall",
       "toolbar",       "copyright", "legal",      "pagination",    "skip",       "sitemap",   "register",
       "toc",           "dropdown",  "sharebar",   "sharebars",     "sponsor",    "tooltip"});
  static const WordList kComments(
      {"comment", "comments", "commentlist", "commentarea", "usercomments", "disqus", "livefyre"});
  static const WordList kGallery({"gallery", "galleries", "slideshow"});
  ClassWords found;
  for (std::size_t at = 0; at < classes.size();) {
    std::size_t end = at;
    while (end < classes.size() && classes[end] != ' ' && classes[end] != '-' && classes[end] != '_' &&
           classes[end] != ':') {
      ++end;
    }
    const std::string_view word = classes.substr(at, end - at);
    found.furniture = found.furniture || kFurniture.Holds(word);
    found.comments = found.comments || kComments.Holds(word);
    found.gallery = found.gallery || kGallery.Holds(word);
    at = end + 1;
  }
  return found;
}

}  // namespace

std::vector<bool> FindFurnitureLines(const HtmlTree& tree, bool article) {
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
    const bool aside = IsFurnitureAside(tree, element, article);
    const auto [of_class, comments, pictures] = ReadClasses(element.classes);
    const bool gallery = pictures && article;
    if (!IsFurnitureTag(element.tag) && !aside && !in_header && !comments && !gallery && !of_class) continue;
    const double words = prose[element.last_line] - prose[element.first_line];
    const bool named = headings[element.last_line] > headings[element.first_line];
    // Readers may write more than the article has, after it; and captions say more than the article beside them.
    const bool after_article = comments && !named && prose[element.first_line] >= kMinArticleWords;
    const bool beside_article = gallery && !named && prose.back() - words >= kMinTextBeside;
    if (element.tag == "body" || element.tag == "html" || element.tag == "main") continue;
    if (element.tag == "article" && !after_article) continue;
    if (words > kMostOfPage * prose.back() && words > 0 && !after_article && !beside_article) continue;
    std::fill(furniture.begin() + static_cast<std::ptrdiff_t>(element.first_line),
              furniture.begin() + static_cast<std::ptrdiff_t>(element.last_line), true);
    end = element.last_line;
  }
  for (std::size_t i = 0; i < tree.lines.size(); ++i) {
    const HtmlLine& line = tree.lines[i];
    const bool many_links = line.links >= 3 && !line.line.IsProse();
    const std::string_view printed = Slice(tree.text, line.line.range);
    const bool invitation = line.line.words <= 25 && StartsLikeInvitation(line.key);
    const bool markup =
        printed.starts_with('<') && printed.find("=\"") != std::string_view::npos;  // shown to be copied
    furniture[i] = furniture[i] || many_links || invitation || markup || printed.starts_with("©");
  }
  MarkAdvertisements(tree, &furniture);
  MarkComments(tree, prose, &furniture);
  return furniture;
}

}  // namespace copydesk
