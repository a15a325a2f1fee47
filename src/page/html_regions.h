// Which parts of an HTML page belong to the site and not to its stories.
#ifndef COPYDESK_PAGE_HTML_REGIONS_H_
#define COPYDESK_PAGE_HTML_REGIONS_H_

#include <vector>

#include "page/html_tree.h"

namespace copydesk {

// For each line whether it lies in navigation, a footer, a form, a newsletter box, comments and the like, told by
// elements, roles and the words that class names are made of. `asides`: <aside> elements count too; without it only
// those that announce a list of headlines. An element that holds most of the page's text is never one. Linear.
[[nodiscard]] std::vector<bool> FindFurnitureLines(const HtmlTree& tree, bool asides);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_REGIONS_H_
