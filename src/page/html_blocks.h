// Splits an HTML page.
#ifndef COPYDESK_PAGE_HTML_BLOCKS_H_
#define COPYDESK_PAGE_HTML_BLOCKS_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "page/record.h"

namespace copydesk {

[[nodiscard]] absl::StatusOr<PageParts> SplitHtmlBlocks(std::string_view html, std::string* text, std::string* title);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_BLOCKS_H_
