#include "base/utf8.h"

#include <simdjson.h>

#include <algorithm>

#include "base/utf8_reader.h"

namespace copydesk {

bool IsUtf8(std::string_view text) noexcept { return simdjson::validate_utf8(text.data(), text.size()); }

Utf8Character DecodeWideUtf8(std::string_view text, std::size_t position) noexcept {
  char32_t character = 0;
  const std::size_t length = ReadUtf8(text, position, &character);
  if (character == kIllFormed) return {};
  return {.code_point = character, .length = length};
}

Utf8Character DecodeUtf8Before(std::string_view text, std::size_t position) noexcept {
  constexpr std::size_t kMaxLength = 4;
  if (position == 0) return {.code_point = 0, .length = 0};
  const std::string_view head = text.substr(0, position);
  for (std::size_t length = std::min(position, kMaxLength); length > 1; --length) {
    const Utf8Character character = DecodeUtf8(head, position - length);
    if (character.length == length) return character;
  }
  return DecodeUtf8(head, position - 1);
}

}  // namespace copydesk
