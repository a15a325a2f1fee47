// The lines of an HTML page and the elements that hold them, by libxml2's SAX parser.
//
// Limits for hostile pages: elements nested deeper than 256 and those after the first million are not kept as such,
// their text is; attributes are read up to 1,024 bytes; what html_feed.h leaves out is not read. Linear. Nothing is
// fetched.
#ifndef COPYDESK_PAGE_HTML_TREE_H_
#define COPYDESK_PAGE_HTML_TREE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "page/html_markup.h"
#include "page/lines.h"

namespace copydesk {

struct HtmlLine {
  PageLine line;          // `range` is of HtmlTree::text
  std::string key;        // LineKey of its first 512 bytes
  TextRange source;       // bytes of the page, tags inside included
  int element = -1;       // the innermost element that begins lines (not a link or a span)
  std::string href;       // of the link that is the whole line
  int links = 0;          // links that begin in the line
  TextRange time;         // of HtmlTree::text: what its first <time> element holds; empty when there is none
  std::string published;  // the datetime attribute of that element
};

struct HtmlElement {
  int parent = -1;
  std::string tag;
  std::string classes;         // class, id and role, lower-case ASCII, separated by spaces
  std::size_t first_line = 0;  // lines [first_line, last_line)
  std::size_t last_line = 0;
};

struct HtmlTree {
  std::string title;  // of the head
  std::string base;   // of its first base element: what links are relative to; empty: the page's own address
  std::string text;   // what a reader sees: one line an element that begins lines, single spaces, UTF-8
  std::vector<HtmlLine> lines;
  std::vector<HtmlElement> elements;  // in page order, parents before children
  HtmlMarkup markup;
  bool has_source = false;  // false: the page was in another encoding, so that `source` says nothing
};

// Scripts, styles, hidden elements and the head are left out; hidden elements are not when they hold nearly all of the
// page, which a script then shows. A page in another encoding than UTF-8 is converted, by its
// byte order mark or its meta element; without either, bytes that are not UTF-8 are read as Windows-1252.
// Bytes that are not of the encoding become U+FFFD. Errors: ResourceExhausted without memory for a parser.
[[nodiscard]] absl::StatusOr<HtmlTree> ParseHtml(std::string_view html);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_TREE_H_
