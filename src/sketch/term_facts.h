// What is known of the words of a block in general, from the background table and the calendar.
#ifndef COPYDESK_SKETCH_TERM_FACTS_H_
#define COPYDESK_SKETCH_TERM_FACTS_H_

#include <cstdint>
#include <vector>

#include "sketch/term_words.h"

namespace copydesk {

struct FunctionWord {
  std::uint32_t word = 0;
  std::uint64_t languages = 0;  // that have it (sketch/background.h)
};

struct TermFacts {
  std::vector<std::uint32_t> idf;            // by word
  std::vector<FunctionWord> function_words;  // of any language
  std::vector<std::uint32_t> dates;          // words that may be weekdays or months (sketch/calendar_words.h)
};

// Looks all words up, in place of what was there. Most words of a text are among those of the texts before it: a thread
// keeps what it looked up, in 128 KB.
void LookUpTerms(const TermVocabulary& words, TermFacts* facts);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_FACTS_H_
