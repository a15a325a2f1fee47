// The words of a block, with what their surroundings say of them.
#ifndef COPYDESK_SKETCH_TERM_READER_H_
#define COPYDESK_SKETCH_TERM_READER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "sketch/term_counts.h"
#include "sketch/term_words.h"
#include "text/tokens.h"

namespace copydesk {

// Of an occurrence of a word, in bits.
inline constexpr std::uint32_t kClearCapital = 1;  // a capital where only names have one
inline constexpr std::uint32_t kUnclearCapital =
    2;  // where any word may: at the start of a sentence, in a title-case line
inline constexpr std::uint32_t kFirstOfSentence = 4;
inline constexpr std::uint32_t kIsNoTerm = 8;  // a number or the name of a month or weekday that is part of a date

struct Occurrence {
  std::uint32_t word = 0;   // number in TermTokens::words
  std::uint32_t begin = 0;  // bytes of the title or the text
  std::uint32_t end = 0;
  std::uint32_t bits = 0;
};

struct NumberOccurrence {
  std::uint32_t occurrence = 0;
  std::uint32_t sentence = 0;
};

struct TermTokens {
  std::string_view title;
  std::string_view text;
  TermVocabulary words;
  // In text order; the first `title_size` are of the title. None of URLs and of tags with attributes.
  std::vector<Occurrence> occurrences;  // the first `size`; the rest is room for others
  std::uint32_t size = 0;
  std::uint32_t title_size = 0;
  std::vector<NumberOccurrence> numbers;  // those with a word of kIsNumber. Their words have no counts and no cases yet
  std::vector<std::uint32_t> dates;       // words that may be weekdays or months; who looks words up puts them here
  std::vector<std::uint32_t> units;       // occurrences that are one of the words for month after its number
  std::vector<std::uint32_t> left_out;    // the number of occurrences before each token that has a position and is none

  // To be read without short ways, for which TermWord::HasMixedKinds was true.
  bool is_careful = false;

  // The token as it stands in the text.
  [[nodiscard]] std::string_view Printed(std::uint32_t occurrence) const {
    const Occurrence& o = occurrences[occurrence];
    return (occurrence < title_size ? title : text).substr(o.begin, o.end - o.begin);
  }
  [[nodiscard]] std::uint64_t HashOf(std::uint32_t occurrence) const {
    return words.HashOf(occurrences[occurrence].word);
  }
  [[nodiscard]] const TermWord& WordOf(std::uint32_t occurrence) const { return words[occurrences[occurrence].word]; }
  // Among all tokens of the block.
  [[nodiscard]] std::uint32_t Position(std::uint32_t occurrence) const;
};

// Reads the title and the parts into *read, in place of what was there; a title that the first tokens of the parts
// repeat is left out. `tokens` are those of the parts, one after the other, with offsets in `text`, and *words their
// words, to which others are added; null: they are made, and *words is empty. Linear.
void ReadTermTokens(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                    const Tokens* tokens, TextWords* words, TermTokens* read);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_READER_H_
