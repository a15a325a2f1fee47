// Words of folded text (text/fold.h), by rules and tables of the project's own, frozen at Unicode 15.0: a new ICU
// changes no token and no stored signature. Tables: scripts/unicode_tables. Thread-safe; linear in the text.
//
// The rules, where a mark is transparent: it belongs to what it follows, and is skipped at the start of a word.
//   word       letters and digits in any mixture, joined at once, or by one apostrophe between two letters, or by one
//              point between two digits: covid19, 3rd, don't, 1,000.50
//   unspaced   characters of scripts written without spaces, each with its marks
//   nothing    all else separates
//
// They differ from Unicode Standard Annex #29, which they follow otherwise, on purpose:
// * ':' '.' U+00B7 and the rest of MidLetter and MidNumLet do not join letters: "end.Next" and "a:b" are what is left
//   of a lost space far more often than a word, and "U.S." gives u, s with or without its last full stop. ';' and the
//   rest of MidNum do not join digits, and an apostrophe does not.
// * '_' and its kind (ExtendNumLet) separate: snake_case gives snake, case.
// * Hebrew gershayim, U+05F4 or '"' typed for it, separate letters, so that both spellings give the same tokens.
//   Geresh, U+05F3, is a mark.
// * Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese and the other scripts that the annex leaves to dictionaries or
//   breaks at every character (Tai Le, New Tai Lue, Tai Tham, Tai Viet, Ahom, Tangut, Nushu, Khitan) are unspaced runs,
//   for the caller to cut into bigrams. Katakana is one of them, for a writer may put a space or U+30FB into a name or
//   not; U+30A0, a hyphen, separates.
// * Every default-ignorable code point is a mark, U+200B among them; folding removes them, so that they matter only in
//   text that was not folded. Format characters that precede a number (U+0600) are marks too.
// * Punctuation and modifier symbols that the annex counts as letters (Armenian U+055A, tone letters) are marks: part
//   of a word, but no word alone. Its letter-like symbols (U+1F170) and emoji modifiers separate.
// * U+066B and U+066C, the points of Arabic numbers, are points.
// * No rule for emoji, flags, white space or line ends: none of them is in a word.
#ifndef COPYDESK_TEXT_WORD_BREAK_H_
#define COPYDESK_TEXT_WORD_BREAK_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace copydesk {

// The version of Unicode that words and folding are frozen at.
inline constexpr std::string_view kUnicodeVersion = "15.0";

// What a code point is to the rules. The values are those in the generated tables.
enum class CharClass : std::uint8_t {
  kOther = 0,
  kLetter = 1,
  kDigit = 2,  // decimal digits of any script
  kNoSpace = 3,
  kMark = 4,
  kApostrophe = 5,  // U+0027, and what folding makes it of
  kPoint = 6,
};

// The class of any value; above U+10FFFF, kOther.
[[nodiscard]] CharClass ClassOf(char32_t c) noexcept;

// Whether it is an upper-case or title-case letter (general categories Lu and Lt) of Unicode 15.0.
[[nodiscard]] bool IsCapital(char32_t c) noexcept;

// Bytes [begin, end) of a text, from the first base to the end of the last base's marks. `first` is kLetter or kDigit
// for a word and kNoSpace for an unspaced run.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  CharClass first = CharClass::kOther;

  friend bool operator==(const Word&, const Word&) = default;
};

// Finds the next word or unspaced run at or after *position and moves *position behind all that was read: call again
// with it for the one after. False at the end of the text. Bytes that are not UTF-8 separate.
[[nodiscard]] bool NextWord(std::string_view text, std::size_t* position, Word* word) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_TEXT_WORD_BREAK_H_
