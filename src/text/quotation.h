// Which parts of a text are somebody else's words by convention: quotations, embedded posts, photo captions.
//
// Shared quotations and captions are the main false positives of reuse detection in news: two reporters quote one
// president, and one agency's photo stands beside many stories. General signs only, in any language: quotation
// marks, the shape of an embedded post, the credits that captions carry.
#ifndef COPYDESK_TEXT_QUOTATION_H_
#define COPYDESK_TEXT_QUOTATION_H_

#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// Ascending, disjoint byte ranges of `text`, marks included. Linear in the text.
//
// Quotations: “…” „…“ „…” «…» »…« ‹…› 「…」 『…』 ''…'' ``…'' "…" and single marks ‘…’ ‚…‘ (an apostrophe is told from
// a closing mark by the letters around it). A quotation that its paragraph does not close runs to the end of the
// paragraph when the next one opens with a quotation mark too; otherwise its mark is taken for a stray one.
// Posts: a line with a bracketed "(@handle)" and a date, with the paragraph before it; a paragraph with a
// "pic.twitter.com" link.
// Captions: a paragraph of at most 900 bytes that holds a photo credit such as "(AP Photo/…)", "Photo: …", "…/Getty
// Images", or ends with "(name/agency)"; and the paragraph above a credit that stands on a line of its own.
[[nodiscard]] std::vector<TextRange> FindQuotations(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_QUOTATION_H_
