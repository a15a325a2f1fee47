// In what words two aligned passages differ.
#ifndef COPYDESK_REPORT_WORD_DIFFERENCES_H_
#define COPYDESK_REPORT_WORD_DIFFERENCES_H_

#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// Ascending and disjoint bytes of each passage. Where one passage has words that the other lacks, the other has an
// empty range. Both are empty when nothing differs, or so much that it could not be shown.
struct WordDifferences {
  std::vector<TextRange> a;
  std::vector<TextRange> b;
};

// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, section 4: a shortest edit script. Words are
// what white space divides, and single characters from U+2E80 on; case (of ASCII) and punctuation around a word do not
// count, as in the comparison itself. Given up beyond `max_edits` different words or 20,000 words: O(n + d^2) for d
// different words, in memory and time.
[[nodiscard]] WordDifferences FindWordDifferences(std::string_view a, std::string_view b, int max_edits = 120);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_WORD_DIFFERENCES_H_
