// Where the shared terms of a story stand in a text.
#ifndef COPYDESK_REPORT_TERM_MARKS_H_
#define COPYDESK_REPORT_TERM_MARKS_H_

#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/terms.h"

namespace copydesk {

// Ascending and disjoint. Words are compared without regard to case; a word with up to two letters more than a term
// of at least five counts as its inflected form. In scripts without spaces a term is found anywhere. Linear in the
// text, for terms of bounded number and length.
[[nodiscard]] std::vector<TextRange> FindTerms(std::string_view text, std::span<const SharedTerm> terms);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_TERM_MARKS_H_
