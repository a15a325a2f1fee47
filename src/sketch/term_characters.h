// What the reader of terms wants to know of a character, in one look.
#ifndef COPYDESK_SKETCH_TERM_CHARACTERS_H_
#define COPYDESK_SKETCH_TERM_CHARACTERS_H_

#include <array>
#include <cstdint>

namespace copydesk {

inline constexpr unsigned kCharacterIsLetter = 1;  // of scripts written without spaces too
inline constexpr unsigned kCharacterIsCapital = 2;
inline constexpr unsigned kCharacterIsUnspaced = 4;          // of a script written without spaces
inline constexpr unsigned kCharacterIsUnspacedAlphabet = 8;  // and of one that writes sounds (text/extent.h)
inline constexpr unsigned kCharacterIsHiragana = 16;
inline constexpr unsigned kCharacterIsChineseFunction = 32;  // a function word of Chinese

// By code point, those of the Basic Multilingual Plane; made when it is first asked for, in less than a millisecond.
// Thread-safe.
[[nodiscard]] const std::array<std::uint8_t, 0x10000>& TermCharacterTable();

// Of the character of one or two bytes that begins at `printed`.
[[nodiscard]] inline unsigned ShortTermCharacter(const std::array<std::uint8_t, 0x10000>& table, const char* printed) {
  const auto first = static_cast<unsigned char>(printed[0]);
  const auto next = static_cast<unsigned char>(printed[1]);
  return table[first < 0x80 ? first : (first & 0x1fu) << 6 | (next & 0x3fu)];
}

// Of any value.
[[nodiscard]] std::uint8_t TermCharacter(char32_t c);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_CHARACTERS_H_
