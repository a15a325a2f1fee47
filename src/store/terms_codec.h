// The bytes of a block's terms within its signature; docs/store-format.md has them one by one.
#ifndef COPYDESK_STORE_TERMS_CODEC_H_
#define COPYDESK_STORE_TERMS_CODEC_H_

#include <string>

#include "base/coding.h"
#include "copydesk/terms.h"

namespace copydesk {

// What is wrong with terms that the encoding cannot hold, or null: at most BlockTerms::kMaxTerms of known kinds with
// finite counts, weekdays and months that exist, ascending numbers, stems and grams.
[[nodiscard]] const char* TermsFault(const BlockTerms& terms);

// `terms` must have no fault. Equal terms have equal bytes. Linear.
void PutTerms(std::string* out, const BlockTerms& terms);

// Reads what PutTerms wrote; returns what is wrong, or null. Linear in the bytes, whatever they hold.
[[nodiscard]] const char* GetTerms(Decoder* decoder, BlockTerms* terms);

}  // namespace copydesk

#endif  // COPYDESK_STORE_TERMS_CODEC_H_
