// Words as a page splitter sees them: pieces between white space, with the signs that tell a title from a sentence.
#ifndef COPYDESK_PAGE_WORDS_H_
#define COPYDESK_PAGE_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

struct PageWord {
  TextRange range;             // of the text, punctuation included
  std::string key;             // folded, without punctuation at its ends; may be empty
  bool capital = false;        // its first letter is a capital, or it starts with a digit
  bool digits = false;         // it starts with a digit
  bool all_capitals = false;   // at least two letters, all of them capitals
  bool ends_sentence = false;  // ends with . ! ? or the like, closing quotation marks and brackets set aside
  bool full_stop = false;      // of these: with a full stop
  bool comma = false;          // ends with a comma, a semicolon, a colon or a dash
};

// The words of text[range], line ends counting as white space. Linear.
[[nodiscard]] std::vector<PageWord> SplitWords(std::string_view text, TextRange range);

// How long a reader takes a line to be, in words: those between white space; of scripts without spaces, half a
// character. Linear.
[[nodiscard]] double CountWords(std::string_view line);

// The line ends as sentences do. A closing quotation mark or bracket after the full stop is set aside.
[[nodiscard]] bool EndsLikeSentence(std::string_view line);

// Folded, single spaces for white space, without punctuation at its ends: for comparing short lines.
[[nodiscard]] std::string LineKey(std::string_view line);

// Single spaces for white space, none at the ends.
[[nodiscard]] std::string Collapse(std::string_view text);

[[nodiscard]] bool IsWideSpace(char32_t c) noexcept;  // as IsSpace, for what is beyond ASCII
[[nodiscard]] inline bool IsSpace(char32_t c) noexcept {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return IsWideSpace(c);
}

// Shrinks the range so that it neither begins nor ends with white space.
[[nodiscard]] TextRange TrimRange(std::string_view text, TextRange range);

// text[range].
[[nodiscard]] inline std::string_view Slice(std::string_view text, TextRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace copydesk

#endif  // COPYDESK_PAGE_WORDS_H_
