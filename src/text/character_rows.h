// What the fast path of tokenising (text/token_kernels.h) knows of characters above ASCII: by rows of 64 code points,
// which is what the last byte of UTF-8 counts, whether a character folds by itself to one of the same bytes, and what
// the word rules take it for. All else is left to folding and unmasking proper (text/folded_appender.h), of which these
// tables are made when they are first asked for, and with which tests compare them code point by code point.
#ifndef COPYDESK_TEXT_CHARACTER_ROWS_H_
#define COPYDESK_TEXT_CHARACTER_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace copydesk {

// What is known of a character; 0: it separates. A bit mask.
enum CharacterKind : std::uint8_t {
  kLetterKind = 1,
  kDigitKind = 2,
  kUnspacedKind = 4,
  kWideJoinerKind = 8,  // folds to ' . or , of one byte
  kForeignKind = 16,    // a letter of Greek, Cyrillic or Armenian, which have look-alikes (text/unmask.h)
  kAloneKind = 32,      // such a letter that looks like no Latin one
  kSpecialKind = 64,    // a word with it is folded on its own: the character keeps no length, or is a digit of a script
  kSlowKind = 128,      // folding it takes the text around: nothing else is known

  // Marks of two bytes, which are plain after a letter and other marks alone: those that words are hashed without
  // (text/unmask.h), and others.
  kOptionalMarkKind = kLetterKind | kWideJoinerKind,
  kMarkKind = kLetterKind | kWideJoinerKind | kSpecialKind,
};

struct alignas(16) CharacterRow {
  std::uint8_t kind[64];
  // The first and the last byte of what it folds to, for letters that fold to other letters of the same length.
  std::uint8_t first[64];
  std::uint8_t last[64];
  std::uint8_t kinds;    // all that some character of the row is
  std::uint8_t scripts;  // one bit for each foreign script that letters of the row are of
  bool folds_first;      // some letter changes its first byte
  bool folds_last;
};

// Two rows of characters of two bytes, side by side, as vectors look them up: each character has a code, and its kind
// and what folding adds to its two bytes go by the code.
struct alignas(16) CharacterPair {
  static constexpr std::size_t kMaxCodes = 32;

  std::uint8_t code[128];
  std::uint8_t kind[kMaxCodes];  // by code; code 0 is no character: all zeros
  std::uint8_t first_step[kMaxCodes];
  std::uint8_t last_step[kMaxCodes];
  std::uint8_t kinds;
  std::uint8_t scripts[2];  // of each row
  bool folds;
};

struct CharacterRows {
  CharacterPair pairs[16] = {};       // by the bits of the first of two bytes but for the last
  std::vector<CharacterRow> rows;     // rows[0]: all slow
  std::uint16_t of_two[32] = {};      // by the low bits of the first of two bytes
  std::uint16_t of_three[1024] = {};  // by those of the first two of three bytes, 4 and 6 bits

  // The kind of the character of `length` bytes, all there, at `bytes`.
  [[nodiscard]] std::uint8_t KindOf(const std::uint8_t* bytes, std::size_t length) const noexcept;
};

// Han between U+4E00 and U+9FFF and Hangul syllables: all of one kind, and known without rows.
[[nodiscard]] constexpr bool IsPlainHan(std::uint8_t first, std::uint8_t second) noexcept {
  return (first >= 0xe5 && first <= 0xe9) || (first == 0xe4 && second >= 0xb8);
}
[[nodiscard]] constexpr bool IsPlainHangul(std::uint8_t first, std::uint8_t second) noexcept {
  return (first >= 0xeb && first <= 0xec) || (first == 0xea && second >= 0xb0) || (first == 0xed && second <= 0x9d);
}

// Made once; thread-safe.
[[nodiscard]] const CharacterRows& GetCharacterRows();

}  // namespace copydesk

#endif  // COPYDESK_TEXT_CHARACTER_ROWS_H_
