// Which parts of an HTML page belong to the site and not to its stories.
#ifndef COPYDESK_PAGE_HTML_REGIONS_H_
#define COPYDESK_PAGE_HTML_REGIONS_H_

#include <vector>

#include "page/html_tree.h"

namespace copydesk {

// For each line whether it lies in navigation, a footer, a form, a newsletter box, comments and the like, told by
// elements, roles and the words that class names are made of. `article`: the page is one, so that <aside> elements and
// galleries count too; of a home page only asides that announce a list of headlines do. An element that holds most of
// the page's text is never one, unless it is of comments after an article or a gallery beside one. Linear.
[[nodiscard]] std::vector<bool> FindFurnitureLines(const HtmlTree& tree, bool article);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_REGIONS_H_
