// The encoding of an HTML page.
#ifndef COPYDESK_PAGE_HTML_ENCODING_H_
#define COPYDESK_PAGE_HTML_ENCODING_H_

#include <string>
#include <string_view>

namespace copydesk {

// The page as UTF-8, in `converted` when it had to be converted; else the page itself, without a byte order mark. A
// page that names an encoding which is not known, or is larger than 700 MB, is left as it is. Linear.
[[nodiscard]] std::string_view ToUtf8(std::string_view html, std::string* converted);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_ENCODING_H_
