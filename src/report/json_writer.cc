#include "report/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "base/utf8.h"
#include "report/control_characters.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

// What is written as it stands.
bool IsPlainJson(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

// The end of the plain characters from `at` on.
std::size_t FindEndOfPlain(std::string_view text, std::size_t at) {
  while (at < text.size() && IsPlainJson(text[at])) ++at;
  return at;
}

// Whether all of it is UTF-8 without a control character.
bool IsPrintable(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Utf8Character character = DecodeUtf8(text, at);
    if ((character.code_point == 0xfffd && character.length == 1) || IsControlCharacter(character.code_point)) {
      return false;
    }
    at += character.length;
  }
  return true;
}

template <typename T>
void AppendInteger(T value, std::string* text) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text->append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

void JsonWriter::Key(std::string_view key) {
  Separate();
  text_ += '"';
  text_ += key;
  text_ += "\":";
  follows_ = false;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  const std::size_t plain = FindEndOfPlain(value, 0);
  if (plain < value.size() && !IsPrintable(value, plain)) {
    text_ += Dump(Json(std::string(value)));
    return;
  }
  text_ += '"';
  text_ += value.substr(0, plain);
  for (std::size_t at = plain; at < value.size(); ++at) {
    if (value[at] == '"' || value[at] == '\\') text_ += '\\';
    text_ += value[at];
  }
  text_ += '"';
}

void JsonWriter::Count(std::uint64_t value) {
  Separate();
  AppendInteger(value, &text_);
}

void JsonWriter::Integer(std::int64_t value) {
  Separate();
  AppendInteger(value, &text_);
}

void JsonWriter::Number(double value) {
  if (!std::isfinite(value)) return Null();
  Separate();
  std::array<char, 64> digits;
  const char* const end = nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), value);
  text_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void JsonWriter::Bool(bool value) {
  Separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::Null() {
  Separate();
  text_ += "null";
}

}  // namespace copydesk
