// Which words of a text are function words of its language: they are no terms, however rare a table of other languages
// may take them for.
#ifndef COPYDESK_SKETCH_FUNCTION_WORDS_H_
#define COPYDESK_SKETCH_FUNCTION_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sketch/background.h"
#include "sketch/term_words.h"
#include "sketch/word_facts.h"

namespace copydesk {

// The language is the one, or are those, that most of the tokens are function words of; below three such
// tokens, English ones are function words, and those of a likely language that are rare otherwise. Words of address are
// too. Of scripts written without spaces, a bigram with a Hiragana character, or with a character that is a function
// word of Chinese where the text has no Hiragana.
class FunctionWords {
 public:
  // Finds them in a block of those words. `facts` are by number. Puts words that may be weekdays or months in *dates.
  void Find(const TermVocabulary& words, const WordFacts* facts, std::vector<std::uint32_t>* dates);

  // Sets is_function of what was found.
  void Mark(const WordFacts* facts, TermWord* words) const;

  // Whether plain words and others of one entry are not of one kind (TermVocabulary::OfKind).
  [[nodiscard]] bool has_mixed_kinds() const { return has_mixed_kinds_; }

  // Whether capitals do not tell names from nouns.
  [[nodiscard]] bool is_german() const { return (elected_ & kGerman) != 0; }

  // Kinds of bigrams that are function words; 0: none.
  [[nodiscard]] unsigned unspaced_kinds() const { return unspaced_kinds_; }

 private:
  [[nodiscard]] bool IsFunctionAnywhere(const WordFacts& facts, std::uint64_t languages) const;

  // Of any language; room for all words.
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> occurrences_;
  std::vector<std::uint64_t> languages_;
  std::size_t size_ = 0;
  bool has_mixed_kinds_ = false;
  std::uint64_t elected_ = 0;
  std::uint64_t likely_ = 0;
  unsigned unspaced_kinds_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_FUNCTION_WORDS_H_
