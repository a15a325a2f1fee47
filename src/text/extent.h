// How many words' worth of text tokens are. A bigram of a script written without spaces stands for one more character,
// which is less than a word: a passage of 25 words is 25 tokens in English, 38 in Chinese and 84 in Thai. Rules that
// say how much text is enough are for words, so that they say the same in every language.
//
// The worth of a character is a word's number of characters in samples/languages, whose texts tell the same in eight
// languages: of Han 2/3 of a word, of Kana 2/5, of all others (Thai, Lao, Khmer, Burmese) 3/10.
#ifndef COPYDESK_TEXT_EXTENT_H_
#define COPYDESK_TEXT_EXTENT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace copydesk {

// The extent of a word; extents are whole numbers, so that sums are exact.
inline constexpr std::uint32_t kWordExtent = 30;

// Whether a character of a script written without spaces is of one that writes sounds, in several characters a word:
// not Han, Kana and what is made like them.
[[nodiscard]] bool IsUnspacedAlphabet(char32_t c) noexcept;

// The extents of the first 0, 1, 2, ... tokens of `text`; empty when all are words, which most texts' tokens are.
// Linear.
[[nodiscard]] std::vector<std::uint32_t> SumExtents(std::string_view text, const Tokens& tokens);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_EXTENT_H_
