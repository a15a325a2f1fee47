// What may stand in an HTML report, checked with a reader of its own.
#ifndef COPYDESK_TESTS_REPORT_HTML_CHECK_H_
#define COPYDESK_TESTS_REPORT_HTML_CHECK_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace copydesk {

// What is wrong with the tags of a document: a tag that is none of ours, one that is not closed, an attribute that is
// none of ours. Styles and scripts are skipped. Empty when nothing is.
[[nodiscard]] std::string FindFault(std::string_view html);

// How often `piece` is in `text`, without overlaps.
[[nodiscard]] std::size_t CountPieces(std::string_view text, std::string_view piece);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_REPORT_HTML_CHECK_H_
