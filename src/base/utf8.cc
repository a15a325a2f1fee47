#include "base/utf8.h"

#include <algorithm>
#include <cstdint>

#include <unicode/utf8.h>

namespace copydesk {

Utf8Character DecodeUtf8(std::string_view text, std::size_t position) noexcept {
  const std::string_view rest = text.substr(position, U8_MAX_LENGTH);
  std::int32_t length = 0;
  UChar32 code_point = 0;
  U8_NEXT(rest.data(), length, static_cast<std::int32_t>(rest.size()), code_point);
  if (code_point < 0) return {};
  return {.code_point = static_cast<char32_t>(code_point), .length = static_cast<std::size_t>(length)};
}

Utf8Character DecodeUtf8Before(std::string_view text, std::size_t position) noexcept {
  if (position == 0) return {.code_point = 0, .length = 0};
  const std::string_view head = text.substr(0, position);
  for (std::size_t length = std::min<std::size_t>(position, U8_MAX_LENGTH); length > 1; --length) {
    const Utf8Character character = DecodeUtf8(head, position - length);
    if (character.length == length) return character;
  }
  return DecodeUtf8(head, position - 1);
}

}  // namespace copydesk
