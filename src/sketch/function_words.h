// Which words of a text are function words of its language: they are no terms, however rare a table of other languages
// may take them for.
#ifndef COPYDESK_SKETCH_FUNCTION_WORDS_H_
#define COPYDESK_SKETCH_FUNCTION_WORDS_H_

#include "sketch/term_facts.h"
#include "sketch/term_words.h"

namespace copydesk {

// The language is the one, or are those, that most of the tokens are function words of; below three such
// tokens, English ones are function words, and those of a likely language that are rare otherwise. Words of address are
// too. Of scripts written without spaces, a bigram with a Hiragana character, or with a character that is a function
// word of Chinese where the text has no Hiragana.
//
// Sets is_term of all other words with letters, and returns whether the text is German, where capitals do not tell
// names from nouns.
[[nodiscard]] bool LeaveOutFunctionWords(const TermFacts& facts, TermVocabulary* words);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_FUNCTION_WORDS_H_
