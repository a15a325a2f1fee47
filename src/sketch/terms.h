// The terms of a block (copydesk/terms.h) from its title and text.
//
// A term is a folded word (text/fold.h) of at least two letters, without a possessive ending or an elided article, or
// a number; of scripts written without spaces, a bigram. URLs, tags that a page shows, weekdays, months and the
// function words of the text's language are none.
//
// A name is a word with a capital in the middle of a sentence more often than without; where capitals say nothing (at
// the start of a sentence, in a title-case line), a word that has one elsewhere in the block or usually in general.
//
// A line end inside a paragraph (text/paragraphs.h) is a space. Linear in time and memory but for words that were made
// to have hashes alike.
#ifndef COPYDESK_SKETCH_TERMS_H_
#define COPYDESK_SKETCH_TERMS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/terms.h"
#include "sketch/text_words.h"
#include "text/tokens.h"

namespace copydesk {

// The terms of the title, where the block begins, and of the given parts of `text`. A title that the parts repeat at
// their start counts once. A pure function. Thread-safe.
[[nodiscard]] BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts);

// The same from the tokens of the parts, one part after the other, with offsets in `text`, and what TextWords::Read
// makes of them, which others are added to: both are made once for all that a signature has.
[[nodiscard]] BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                      const Tokens& tokens, TextWords* words);

// The word of each of `hashes` in that block: folded, as its first occurrence has it; empty for one that the block
// does not have. In the order of `hashes`.
[[nodiscard]] std::vector<std::string> TermWords(std::string_view title, std::string_view text,
                                                 std::span<const TextRange> parts,
                                                 std::span<const std::uint64_t> hashes);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERMS_H_
