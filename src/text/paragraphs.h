// Paragraphs of a plain text.
#ifndef COPYDESK_TEXT_PARAGRAPHS_H_
#define COPYDESK_TEXT_PARAGRAPHS_H_

#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// Ascending, disjoint ranges of `text` without leading and trailing white space; empty ones are left out. A blank line
// ends a paragraph, and so does a single line end, unless the text is hard-wrapped: at least three lines go on in the
// next, none is longer than 100 characters, and three out of four are at least 0.6 times as long as the longest.
// Line ends are LF, CRLF or CR. Linear.
[[nodiscard]] std::vector<TextRange> FindParagraphs(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_PARAGRAPHS_H_
