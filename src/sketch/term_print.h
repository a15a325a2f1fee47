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

// What the table says of the three bytes at `printed`, if they are a character of Han, Kana and what is made like them,
// written without spaces; 0 for others.
inline unsigned UnspacedBits(const char* printed, const std::array<std::uint8_t, 0x10000>& characters) {
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(printed[i])}; };
  const std::uint32_t c = byte(0) << 16 | byte(1) << 8 | byte(2);
  // U+3000 to U+CFFF: no surrogates, no longer forms than needed.
  if (((c ^ 0xe08080) & 0xf0c0c0) != 0 || (c >> 16) - 0xe3 > 0xec - 0xe3) return 0;
  const unsigned bits = characters[(c >> 4 & 0xf000) | (c >> 2 & 0xfc0) | (c & 0x3f)];
  constexpr unsigned kAll = kCharacterIsUnspaced | kCharacterIsUnspacedAlphabet;
  return (bits & kAll) == kCharacterIsUnspaced ? bits : 0;
}

// The kind of a bigram of two such characters.
inline unsigned KindOfUnspaced(unsigned first, unsigned second) {
  static_assert(kHasHiragana == kCharacterIsHiragana / 2 && kHasChineseFunction == kCharacterIsChineseFunction / 2);
  return kIsWord | kIsUnspaced | ((first | second) >> 1 & (kHasHiragana | kHasChineseFunction));
}

// The same from how it is printed, with nothing between them; 0 for other tokens.
inline unsigned KindOfBigram(std::string_view printed, const std::array<std::uint8_t, 0x10000>& characters) {
  if (printed.size() != 6) return 0;
  const unsigned first = UnspacedBits(printed.data(), characters);
  const unsigned second = UnspacedBits(printed.data() + 3, characters);
  return first == 0 || second == 0 ? 0 : KindOfUnspaced(first, second);
}

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_PRINT_H_
