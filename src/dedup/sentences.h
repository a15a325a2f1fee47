// Sentences of a plain text: the pieces that may be cut out of it so that what is left reads as text.
#ifndef COPYDESK_DEDUP_SENTENCES_H_
#define COPYDESK_DEDUP_SENTENCES_H_

#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// Ascending, disjoint ranges of `text`; what lies between them is white space, and so is what lies before the first and
// behind the last. Each paragraph (text/paragraphs.h, so that a line end is a border unless the text is hard-wrapped)
// is one sentence or several. A sentence ends
//   - behind 。！？।: always;
//   - behind . ! ? … ؟ ۔ where white space follows; but not behind a single full stop where the next letter is small,
//   or
//     the word before has at most three letters, the first a capital ("U.S.", "Mr.", "Gov.").
// Closing quotation marks and brackets go with the sentence before them. Two sentences that are taken for one cost a
// cut that could have been longer; one that is taken for two would leave half of it. Linear in the text, whatever its
// bytes; a border is never inside a character.
[[nodiscard]] std::vector<TextRange> FindSentences(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_SENTENCES_H_
