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
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(printed[i])); };
  const auto is_trail = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  // U+3000 to U+CFFF: no surrogates, no longer forms than needed.
  const auto is_lead = [&](std::size_t i) { return byte(i) >= 0xe3 && byte(i) <= 0xec; };
  if (!is_lead(0) || !is_lead(3) || !is_trail(1) || !is_trail(2) || !is_trail(4) || !is_trail(5)) return 0;
  const auto bits = [&](std::size_t i) {
    return unsigned{characters[(byte(i) & 0xf) << 12 | (byte(i + 1) & 0x3f) << 6 | (byte(i + 2) & 0x3f)]};
  };
  const unsigned first = bits(0);
  const unsigned second = bits(3);
  constexpr unsigned kAll = kCharacterIsUnspaced | kCharacterIsUnspacedAlphabet;
  if ((first & kAll) != kCharacterIsUnspaced || (second & kAll) != kCharacterIsUnspaced) return 0;
  const unsigned any = first | second;
  return kIsWord | kIsUnspaced | ((any & kCharacterIsHiragana) != 0 ? kHasHiragana : kNoKind) |
         ((any & kCharacterIsChineseFunction) != 0 ? kHasChineseFunction : kNoKind);
}

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_PRINT_H_
