// Pieces of a text as the scripts of the audit's report read them.
#ifndef COPYDESK_REPORT_EXCERPT_JSON_H_
#define COPYDESK_REPORT_EXCERPT_JSON_H_

#include <span>
#include <string_view>
#include <vector>

#include "copydesk/audit.h"
#include "report/excerpt.h"
#include "report/json_writer.h"

namespace copydesk {

// An array. Plain text is a string; all else an array of a kind and what belongs to it:
//   0 text, why        plain text that is left out of account: an ExclusionReason
//   1 text, number, begins, why     in a passage; begins: 1 for its first piece; why: 0 for what counts
//   2 text, number, begins, why     the same where the words differ; an empty text where only the counterpart has words
//   3 words, characters             so much is left out
//   4                               other text of the page stands here
// `text`: what the pieces are slices of. `excluded`: ascending, disjoint bytes of it.
void WriteExcerpt(std::span<const ExcerptPiece> pieces, std::string_view text, std::span<const ExcludedText> excluded,
                  JsonWriter* json);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_EXCERPT_JSON_H_
