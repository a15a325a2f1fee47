// What a token says by the way it is printed: its kind, a capital, and the word that it is a form of.
#ifndef COPYDESK_SKETCH_TERM_PRINT_H_
#define COPYDESK_SKETCH_TERM_PRINT_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sketch/term_characters.h"
#include "sketch/term_words.h"

namespace copydesk {

struct PrintedWord {
  std::uint64_t hash = 0;   // of the normalised word
  unsigned kind = kNoKind;  // sketch/term_words.h
  bool capital = false;
};

// Of any token, which is not empty; `hash` and `number` are those of text/tokens.h, *buffer is for the normalised form.
[[nodiscard]] PrintedWord ReadPrinted(std::string_view printed, std::uint64_t hash, bool number, std::string* buffer);

// The kind of a bigram of two characters of Han, Kana and what is made like them, of three bytes each and with
// nothing between them; 0 for other tokens.
inline unsigned KindOfBigram(std::string_view printed, const std::array<std::uint8_t, 0x10000>& characters) {
  constexpr std::size_t kSize = 6;
  if (printed.size() != kSize) return 0;
  // Of each character as a number, its lead has the bits 0xe00000 and its trails 0x8080.
  const auto character = [&](std::size_t i) {
    const auto byte = [&](std::size_t j) { return std::uint32_t{static_cast<unsigned char>(printed[i + j])}; };
    return byte(0) << 16 | byte(1) << 8 | byte(2);
  };
  const std::uint32_t one = character(0);
  const std::uint32_t other = character(3);
  constexpr std::uint32_t kMarks = 0xf0c0c0;
  constexpr std::uint32_t kThreeBytes = 0xe08080;
  // U+3000 to U+CFFF: no surrogates, no longer forms than needed.
  const auto is_in_range = [](std::uint32_t c) { return (c >> 16) - 0xe3 <= 0xec - 0xe3; };
  if ((((one ^ kThreeBytes) | (other ^ kThreeBytes)) & kMarks) != 0 || !is_in_range(one) || !is_in_range(other)) {
    return 0;
  }
  const auto bits = [&](std::uint32_t c) {
    return unsigned{characters[(c >> 4 & 0xf000) | (c >> 2 & 0xfc0) | (c & 0x3f)]};
  };
  const unsigned first = bits(one);
  const unsigned second = bits(other);
  constexpr unsigned kAll = kCharacterIsUnspaced | kCharacterIsUnspacedAlphabet;
  if ((first & kAll) != kCharacterIsUnspaced || (second & kAll) != kCharacterIsUnspaced) return 0;
  const unsigned any = first | second;
  static_assert(kHasHiragana == kCharacterIsHiragana / 2 && kHasChineseFunction == kCharacterIsChineseFunction / 2);
  return kIsWord | kIsUnspaced | (any >> 1 & (kHasHiragana | kHasChineseFunction));
}

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_PRINT_H_
