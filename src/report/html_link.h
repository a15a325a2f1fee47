// Links of untrusted origin.
#ifndef COPYDESK_REPORT_HTML_LINK_H_
#define COPYDESK_REPORT_HTML_LINK_H_

#include <string_view>

#include "report/html_writer.h"

namespace copydesk {

// The host of an address that a report may link to, as printed; empty when it may not: anything but http and https,
// user information before the host, a backslash, white space, control or bidirectional characters, bytes that are not
// UTF-8, more than 2,000 bytes.
[[nodiscard]] std::string_view LinkableHost(std::string_view url);

// A link whose text is the host, so that a title cannot pretend to lead elsewhere; nothing for an empty address; the
// first bytes of the address as text when it may not be linked to.
void WriteLink(std::string_view url, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_LINK_H_
