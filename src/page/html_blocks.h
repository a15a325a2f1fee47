// Splits an HTML page.
//
// A page is a set of bodies, elements that hold running text directly or in paragraphs. Each body and what stands
// around it, up to the element that brings a title, is a record: the main article (the one of the page's first-level
// heading, or the longest) or a related one. A page of headlines without an article is a home page, split into teasers
// (html_teasers.h). Links, forms, navigation and what else is the site's own is furniture (html_regions.h).
#ifndef COPYDESK_PAGE_HTML_BLOCKS_H_
#define COPYDESK_PAGE_HTML_BLOCKS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/page.h"
#include "page/record.h"

namespace copydesk {

// Sets the page's text, which the blocks' parts are of, its title, that of its head, and its metadata; `address` is the
// page's own, or empty. Blocks have source_parts when the page is UTF-8. Links are as in the page, but absolute where
// it has a base element, or gives an address of its own and no other is known. Errors as ParseHtml. Linear in the page;
// elements nested deeper than 256 are not told apart.
[[nodiscard]] absl::StatusOr<PageParts> SplitHtmlBlocks(std::string_view html, std::string_view address, Page* page);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_BLOCKS_H_
