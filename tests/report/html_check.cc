#include "report/html_check.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {

std::string FindFault(std::string_view html) {
  static const std::set<std::string_view> kTags = {
      "a",      "b",       "bdi",  "body",   "button", "dd",       "details", "div",    "dl",    "dt",
      "h1",     "h2",      "h3",   "h4",     "head",   "header",   "html",    "i",      "input", "label",
      "li",     "main",    "mark", "meta",   "nav",    "noscript", "ol",      "output", "p",     "rect",
      "script", "section", "span", "strong", "style",  "summary",  "svg",     "title",  "ul"};
  static const std::set<std::string_view> kAttributes = {
      "aria-hidden", "aria-label", "autocomplete", "charset", "class",       "content",
      "dir",         "for",        "height",       "hidden",  "href",        "http-equiv",
      "id",          "lang",       "name",         "open",    "placeholder", "preserveAspectRatio",
      "rel",         "spellcheck", "tabindex",     "title",   "type",        "viewBox",
      "width"};
  static const std::set<std::string_view> kVoid = {"meta", "input"};
  std::vector<std::string> open;
  std::set<std::string> ids;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) return "a tag does not end";
    std::string_view tag = html.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag == "!DOCTYPE html") continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return absl::StrCat("closed out of order: ", ToAbsl(tag));
      open.pop_back();
      continue;
    }
    const bool is_closed = tag.ends_with('/');
    if (is_closed) tag.remove_suffix(1);
    const std::string name(tag.substr(0, tag.find(' ')));
    if (!kTags.contains(name)) return "tag: " + name;
    tag.remove_prefix(name.size());
    while (!tag.empty()) {
      if (tag.front() != ' ') return "no blank before an attribute of " + name;
      tag.remove_prefix(1);
      const std::string attribute(tag.substr(0, tag.find_first_of("= ")));
      if (!kAttributes.contains(attribute)) return "attribute: " + attribute;
      tag.remove_prefix(attribute.size());
      if (!tag.starts_with("=\"")) continue;
      const std::size_t quote = tag.find('"', 2);
      if (quote == std::string_view::npos) return "a value does not end: " + attribute;
      const std::string value(tag.substr(2, quote - 2));
      if (attribute == "id" && !ids.insert(value).second) return "twice: id " + value;
      if (attribute == "href" && !value.starts_with('#') && !value.starts_with("http://") &&
          !value.starts_with("https://")) {
        return "link: " + value;
      }
      tag.remove_prefix(quote + 1);
    }
    if (name == "style" || name == "script") at = html.find(name == "style" ? "</style>" : "</script>", at);
    if (!is_closed && !kVoid.contains(name)) open.push_back(name);
  }
  return open.empty() ? "" : "left open: " + open.back();
}

std::size_t CountPieces(std::string_view text, std::string_view piece) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(piece, at)) != std::string_view::npos; at += piece.size()) ++count;
  return count;
}

}  // namespace copydesk
