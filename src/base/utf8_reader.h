// Reads UTF-8 one character at a time, with the replacement practice that Unicode 15.0 recommends in section 3.9
// (U+FFFD substitution of maximal subparts).
#ifndef COPYDESK_TEXT_UTF8_READER_H_
#define COPYDESK_TEXT_UTF8_READER_H_

#include <cstddef>
#include <string_view>

namespace copydesk {

// Stands for bytes that are not UTF-8; above every code point.
inline constexpr char32_t kIllFormed = 0x110000;

inline constexpr std::string_view kReplacementCharacter = "\xef\xbf\xbd";  // U+FFFD

// Reads the character at text[at], at < text.size(), and returns its length in bytes. Where the bytes are not UTF-8,
// *character is kIllFormed and the length, 1 to 3, is that of the maximal subpart: what one U+FFFD stands for.
inline std::size_t ReadUtf8(std::string_view text, std::size_t at, char32_t* character) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    *character = lead;
    return 1;
  }
  *character = kIllFormed;
  if (lead < 0xc2 || lead > 0xf4) return 1;
  const std::size_t size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // Table 3-7 of the standard: the second byte is limited further after four leads, which keeps out overlong forms,
  // surrogates and what lies above U+10FFFF.
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
  if (lead == 0xe0) low = 0xa0;
  if (lead == 0xed) high = 0x9f;
  if (lead == 0xf0) low = 0x90;
  if (lead == 0xf4) high = 0x8f;
  char32_t value = lead & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return i;
    value = (value << 6) | (byte(at + i) & 0x3fu);
    low = 0x80;
    high = 0xbf;
  }
  *character = value;
  return size;
}

}  // namespace copydesk

#endif  // COPYDESK_TEXT_UTF8_READER_H_
