// Pages: what a scraped page is made of.
#ifndef COPYDESK_PAGE_H_
#define COPYDESK_PAGE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/statement.h"

namespace copydesk {

// What an HTML page says of itself, for its main article: valid UTF-8 without markup and controls, white space of
// single spaces, entities decoded. Empty where it does not say. docs/pages.md has the order in which places are
// trusted. All of it is a claim of whoever wrote the page.
struct PageMetadata {
  std::string title;                        // at most 1,024 bytes
  std::string byline;                       // the authors' names, separated by commas; at most 512 bytes
  std::string dateline;                     // "WASHINGTON (AP) —", as the main text begins; of plain texts too
  std::string published;                    // ISO 8601; in the page's own zone, if it has one
  std::string modified;                     // the same
  std::string language;                     // "en", "pt-BR"
  std::string canonical_url;                // http or https, at most 2,048 bytes
  std::string site_name;                    // at most 512 bytes
  std::vector<SourceStatement> statements;  // at most 32, each once, in page order by place
  std::uint32_t broken_json_ld = 0;         // scripts of JSON-LD that were not read: malformed, too deep, too large

  friend bool operator==(const PageMetadata&, const PageMetadata&) = default;
};

// The text of a page and its blocks in page order, each digest before its items, furniture last. Blocks other than
// digests and their items are disjoint.
struct Page {
  std::string title;  // of an HTML page: of its head; else empty
  std::string text;   // of a plain text: its bytes as they are
  std::vector<Block> blocks;
  PageMetadata metadata;
};

// Splits a document by its general structure: headings, repeated record templates (outlet, age, title, body), age and
// date lines, separators, repeated sibling elements. A plain article is one block, "0". Linear in the document for
// pages as people make them; limits keep hostile ones near that. The document's address, if it has one, is what
// relative addresses are resolved against. Errors: InvalidArgument for 4 GiB or more.
[[nodiscard]] absl::StatusOr<Page> SplitPage(const Document& document);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_H_
