// The words of a block, with what their surroundings say of them.
#ifndef COPYDESK_SKETCH_TERM_READER_H_
#define COPYDESK_SKETCH_TERM_READER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// What the case of a word's first letter says.
enum class Capital : std::uint8_t {
  kNone,     // lower case, or a script without case
  kClear,    // a capital where only names have one
  kUnclear,  // a capital where any word may have one: at the start of a sentence, in a title-case line
};

struct TermToken {
  std::uint64_t hash = 0;      // of the normalised word: what a term is known by
  std::uint32_t position = 0;  // among all tokens of the block, title included
  std::uint32_t sentence = 0;
  std::uint32_t begin = 0;  // bytes of the piece that it is in
  std::uint32_t end = 0;
  std::uint32_t piece = 0;  // 0: the title; n: the part n - 1
  Capital capital = Capital::kNone;
  bool is_number = false;  // ASCII digits only, with points and commas
  bool is_word = false;    // at least two letters, no contraction
};

struct TermTokens {
  std::vector<std::string_view> pieces;  // the title and the parts, of the caller's text
  std::vector<TermToken> tokens;         // in text order; none of URLs and of tags with attributes

  // The token as it stands in the text.
  [[nodiscard]] std::string_view Printed(std::size_t token) const {
    const TermToken& t = tokens[token];
    return pieces[t.piece].substr(t.begin, t.end - t.begin);
  }
};

// Reads the title and the parts; a title that the first tokens of the parts repeat is left out. Linear.
[[nodiscard]] TermTokens ReadTermTokens(std::string_view title, std::string_view text,
                                        std::span<const TextRange> parts);

// The normalised form of a word as printed: folded, without a possessive ending or an elided article; of a number,
// without separators of thousands and with a point before its decimals.
[[nodiscard]] std::string NormaliseTerm(std::string_view printed);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_READER_H_
