// The bytes of a block's terms within its signature (sketch/signature_body.h).
#ifndef COPYDESK_SKETCH_TERMS_BODY_H_
#define COPYDESK_SKETCH_TERMS_BODY_H_

#include <string>

#include "base/coding.h"
#include "copydesk/terms.h"

namespace copydesk {

// What is wrong with terms that the encoding cannot hold, or null: at most BlockTerms::kMaxTerms of known kinds,
// weekdays and months that exist, strictly ascending numbers, stems and grams.
[[nodiscard]] const char* TermsFault(const BlockTerms& terms);

// `terms` must have no fault. Equal terms have equal bytes. Linear.
void PutTerms(std::string* out, const BlockTerms& terms);

// Reads what PutTerms wrote; returns what is wrong, or null. Linear in the bytes, whatever they hold.
[[nodiscard]] const char* GetTerms(Decoder* decoder, BlockTerms* terms);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERMS_BODY_H_
