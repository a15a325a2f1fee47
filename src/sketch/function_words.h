// Which words of a text are function words of its language: they are no terms, however rare a table of other languages
// may take them for.
#ifndef COPYDESK_SKETCH_FUNCTION_WORDS_H_
#define COPYDESK_SKETCH_FUNCTION_WORDS_H_

#include <cstdint>
#include <vector>

#include "sketch/background.h"
#include "sketch/background_lines.h"
#include "sketch/term_words.h"
#include "sketch/word_facts.h"

namespace copydesk {

// The language is the one, or are those, that most of the tokens are function words of; below three such
// tokens, English ones are function words, and those of a likely language that are rare otherwise. Words of address are
// too. Of scripts written without spaces, a bigram with a Hiragana character, or with a character that is a function
// word of Chinese where the text has no Hiragana.
class FunctionWords {
 public:
  // For a block of those words. `facts` are by number. Puts words that may be weekdays or months in *dates.
  FunctionWords(const TermVocabulary& words, const WordFacts* facts, std::vector<std::uint32_t>* dates);

  // Whether plain words and others of one entry are not of one kind (TermVocabulary::OfKind).
  [[nodiscard]] bool has_mixed_kinds() const { return has_mixed_kinds_; }

  // Whether capitals do not tell names from nouns.
  [[nodiscard]] bool is_german() const { return (elected_ & kGerman) != 0; }

  // Whether a word has letters and is no function word, after dates were read.
  [[nodiscard]] bool IsContent(const TermWord& word, const WordFacts& facts) const {
    const std::uint64_t languages = sets_[facts.language_set()];
    // In arithmetic, as which words are function words is anyone's guess.
    const auto is_none = static_cast<unsigned>((word.kind() & kIsWord) == 0) | static_cast<unsigned>((word.calendar & TermWord::kIsDate) != 0) |
                         static_cast<unsigned>(facts.is_address()) | static_cast<unsigned>((languages & elected_) != 0) |
                         (static_cast<unsigned>((word.kind() & kIsUnspaced) != 0) &
                          static_cast<unsigned>((word.kind() & unspaced_) != 0));
    if (elected_ == 0 && languages != 0) return is_none == 0 && !IsFunctionAnywhere(facts, languages);
    return is_none == 0;
  }

 private:
  [[nodiscard]] bool IsFunctionAnywhere(const WordFacts& facts, std::uint64_t languages) const;

  const std::uint64_t* sets_ = BackgroundLanguageSets();
  bool has_mixed_kinds_ = false;
  std::uint64_t elected_ = 0;
  std::uint64_t likely_ = 0;
  unsigned unspaced_ = 0;  // kinds of bigrams that are function words
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_FUNCTION_WORDS_H_
