// The lines of a piece of text, as paragraphs (text/paragraphs.h).
#ifndef COPYDESK_SKETCH_TERM_LINES_H_
#define COPYDESK_SKETCH_TERM_LINES_H_

#include <cstddef>
#include <string_view>

#include "copydesk/block.h"
#include "sketch/term_bytes.h"

namespace copydesk {

// text[begin, end) without white space at its ends.
[[nodiscard]] TextRange TrimLine(std::string_view text, std::size_t begin, std::size_t end);

// Whether FindParagraphs may find lines that go on in the next one: none is too long for that. `bytes` are those of the
// text. Most texts say no in their first long line.
[[nodiscard]] bool MayBeWrapped(std::string_view text, const TermBytes& bytes);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_LINES_H_
