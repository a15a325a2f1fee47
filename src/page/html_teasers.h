// The teasers of a home page: headlines with their summaries.
#ifndef COPYDESK_PAGE_HTML_TEASERS_H_
#define COPYDESK_PAGE_HTML_TEASERS_H_

#include <vector>

#include "page/html_tree.h"
#include "page/record.h"

namespace copydesk {

// Whether a line can be a headline: a link or a heading of at least three words.
[[nodiscard]] bool IsHeadline(const HtmlTree& tree, std::size_t line);

// One block for each headline outside furniture, named "0", "1" and so on. A teaser is the largest element with one
// headline; its text is what else stands in it, and below it in the same parent. A teaser without text is its headline
// alone, as title and as part. Linear.
[[nodiscard]] PageParts FindTeasers(const HtmlTree& tree, const std::vector<bool>& furniture);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_TEASERS_H_
