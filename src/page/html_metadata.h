// Metadata of an HTML page from what its markup says and what it prints.
#ifndef COPYDESK_PAGE_HTML_METADATA_H_
#define COPYDESK_PAGE_HTML_METADATA_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "copydesk/page.h"
#include "page/html_markup.h"

namespace copydesk {

// What the page shows of its main article.
struct PrintedArticle {
  std::string title;
  std::string byline;     // the line as printed
  std::string published;  // of <time> or a line that is a date
  std::string_view text;  // its beginning
  std::size_t line = 0;   // of its text, for the item of microdata that it is in
};

// `printed` is null where the page has no main article, `head_title` is what its <title> says, `address` is the page's
// own or empty. The order in which places are trusted is in docs/pages.md. Linear in what was gathered.
[[nodiscard]] PageMetadata ReadMetadata(const HtmlMarkup& markup, const PrintedArticle* printed,
                                        std::string_view head_title, std::string_view address);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_METADATA_H_
