// Lists of headlines that interrupt a text without a line end of their own: "... in 2018. Top stories World US will
// charge tariff ... Singapore Three people taken to hospital ... Singapore Two workers died ... in 2025 Mr Acosta, ..."
#ifndef COPYDESK_PAGE_HEADLINE_LIST_H_
#define COPYDESK_PAGE_HEADLINE_LIST_H_

#include <cstddef>
#include <span>
#include <vector>

#include "page/title_end.h"
#include "page/words.h"

namespace copydesk {

// Words [first, last).
struct WordRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

// Headline lists among the words of one line: stretches of at least 30 words without a full stop, in which one label
// (a section's name) stands at least three times before a capital. The short sentences before it, which announce the
// list, belong to it. Where the text goes on is told from names of the text before and from words that have no capital
// elsewhere. Linear in the words but for the vocabulary's look-ups.
[[nodiscard]] std::vector<WordRange> FindHeadlineLists(std::span<const PageWord> words,
                                                       const PageVocabulary& vocabulary);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HEADLINE_LIST_H_
