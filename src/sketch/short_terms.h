// What is kept of a short text besides its terms: stems and character 4-grams, which still meet where words differ in
// their endings.
#ifndef COPYDESK_SKETCH_SHORT_TERMS_H_
#define COPYDESK_SKETCH_SHORT_TERMS_H_

#include <cstdint>

#include "copydesk/terms.h"
#include "sketch/term_reader.h"
#include "sketch/word_facts.h"

namespace copydesk {

// A text of fewer content words is short.
inline constexpr std::uint32_t kShortWords = 25;

// And of fewer than these it is brief: a headline with a summary.
inline constexpr std::uint32_t kBriefWords = 60;

// A stem is 26 bits of its hash over 6 bits of its idf, so that no table of stems is needed: idf in steps of 0.25.
inline constexpr std::uint32_t kStemHashMask = ~std::uint32_t{0} << 6;
[[nodiscard]] double StemIdf(std::uint32_t stem);
[[nodiscard]] constexpr std::uint32_t StemHash(std::uint32_t stem) { return stem & kStemHashMask; }

// Fills terms->stems and terms->grams. `facts` are by number.
void AddShortTerms(const TermTokens& read, const WordFacts* facts, BlockTerms* terms);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_SHORT_TERMS_H_
