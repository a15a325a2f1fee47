// Steps through UTF-8 text one character at a time, in either direction. Bytes that are not UTF-8 count as one U+FFFD
// each.
#ifndef COPYDESK_BASE_UTF8_H_
#define COPYDESK_BASE_UTF8_H_

#include <cstddef>
#include <string_view>

namespace copydesk {

struct Utf8Character {
  char32_t code_point = 0xFFFD;
  std::size_t length = 1;  // bytes
};

// As DecodeUtf8, for what is beyond ASCII.
[[nodiscard]] Utf8Character DecodeWideUtf8(std::string_view text, std::size_t position) noexcept;

// The character that begins at `position`, which is below the size of the text.
[[nodiscard]] inline Utf8Character DecodeUtf8(std::string_view text, std::size_t position) noexcept {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) return {.code_point = byte, .length = 1};
  return DecodeWideUtf8(text, position);
}

// Whether all of it is. Linear.
[[nodiscard]] bool IsUtf8(std::string_view text) noexcept;

// The character that ends at `position`; code point 0 and length 0 at the start of the text.
[[nodiscard]] Utf8Character DecodeUtf8Before(std::string_view text, std::size_t position) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_BASE_UTF8_H_
