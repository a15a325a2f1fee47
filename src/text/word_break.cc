#include "text/word_break.h"

#include "base/utf8_reader.h"

namespace copydesk {
namespace {

#include "text/unicode_tables.inc"

constexpr unsigned kClassBits = 7;
constexpr unsigned kCapitalBit = 8;

unsigned LookUp(char32_t c) {
  const std::size_t middle = std::size_t{kTop[c >> 12]} * 64 + (c >> 6 & 63);
  const std::size_t pair = std::size_t{kMiddle[middle]} * 32 + (c >> 1 & 31);
  return kLeaf[pair] >> (4 * (c & 1)) & 15u;
}

// Reads text[at]: its class, and its length in bytes.
CharClass ReadClass(std::string_view text, std::size_t at, std::size_t* length) {
  char32_t c = 0;
  *length = ReadUtf8(text, at, &c);
  return ClassOf(c);
}

bool StartsWord(CharClass c) { return c == CharClass::kLetter || c == CharClass::kDigit || c == CharClass::kNoSpace; }

// Whether `joiner` after a base of class `before` may join it to what follows.
bool MayJoin(CharClass before, CharClass joiner) {
  return (before == CharClass::kLetter && joiner == CharClass::kApostrophe) ||
         (before == CharClass::kDigit && joiner == CharClass::kPoint);
}

}  // namespace

CharClass ClassOf(char32_t c) noexcept {
  return c < 0x110000 ? static_cast<CharClass>(LookUp(c) & kClassBits) : CharClass::kOther;
}

bool IsCapital(char32_t c) noexcept { return c < 0x110000 && (LookUp(c) & kCapitalBit) != 0; }

// One pass, nothing read twice: a joiner is kept pending until the next base says whether it joins.
bool NextWord(std::string_view text, std::size_t* position, Word* word) noexcept {
  std::size_t at = *position;
  std::size_t length = 0;
  CharClass last = CharClass::kOther;
  for (; at < text.size(); at += length) {
    last = ReadClass(text, at, &length);
    if (StartsWord(last)) break;
  }
  *position = at;
  if (at >= text.size()) return false;

  *word = {.begin = at, .end = at + length, .first = last};
  bool pending = false;
  for (at += length; at < text.size(); at += length) {
    const CharClass c = ReadClass(text, at, &length);
    if (c == CharClass::kMark) {
      if (!pending) word->end = at + length;
    } else if (c == CharClass::kLetter || c == CharClass::kDigit) {
      if (last == CharClass::kNoSpace || (pending && c != last)) break;
      last = c;
      pending = false;
      word->end = at + length;
    } else if (c == CharClass::kNoSpace && last == c) {
      word->end = at + length;
    } else if (!pending && MayJoin(last, c)) {
      pending = true;
    } else {
      break;
    }
  }
  *position = at;
  return true;
}

}  // namespace copydesk
