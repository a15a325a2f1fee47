#include "dedup/json_walk.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8_reader.h"

namespace copydesk {
namespace {

bool IsJsonBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Four hexadecimal digits at text[at]; none otherwise.
std::optional<char32_t> ReadHex(std::string_view text, std::size_t at) {
  if (text.size() < at + 4) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(at, 4)) {
    const bool is_digit = c >= '0' && c <= '9';
    const char small = static_cast<char>(c | 0x20);
    if (!is_digit && (small < 'a' || small > 'f')) return std::nullopt;
    value = value << 4 | static_cast<char32_t>(is_digit ? c - '0' : small - 'a' + 10);
  }
  return value;
}

void EncodeUtf8(char32_t c, JsonCharacter* character) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) {
    character->size = 1;
    character->bytes = {byte(c)};
  } else if (c < 0x800) {
    character->size = 2;
    character->bytes = {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
  } else if (c < 0x10000) {
    character->size = 3;
    character->bytes = {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
  } else {
    character->size = 4;
    character->bytes = {byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 0x3f)), byte(0x80 | (c >> 6 & 0x3f)),
                        byte(0x80 | (c & 0x3f))};
  }
}

// text[at] is 'u' behind a backslash.
std::optional<JsonCharacter> ReadUnicodeEscape(std::string_view text, std::size_t at) {
  constexpr std::size_t kEscape = 6;  // \uXXXX
  const std::optional<char32_t> first = ReadHex(text, at + 1);
  if (!first.has_value()) return std::nullopt;
  JsonCharacter character{.raw_size = kEscape, .size = 0, .bytes = {}};
  char32_t c = *first;
  if (c >= 0xdc00 && c <= 0xdfff) return std::nullopt;
  if (c >= 0xd800 && c < 0xdc00) {
    if (!text.substr(at + 5).starts_with("\\u")) return std::nullopt;
    const std::optional<char32_t> second = ReadHex(text, at + 7);
    if (!second.has_value() || *second < 0xdc00 || *second > 0xdfff) return std::nullopt;
    c = 0x10000 + ((c - 0xd800) << 10 | (*second - 0xdc00));
    character.raw_size = 2 * kEscape;
  }
  EncodeUtf8(c, &character);
  return character;
}

}  // namespace

bool IsBlank(std::string_view text) { return std::all_of(text.begin(), text.end(), IsJsonBlank); }

std::optional<JsonCharacter> ReadJsonCharacter(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '"' || static_cast<unsigned char>(c) < 0x20) return std::nullopt;
  if (c != '\\') {
    char32_t unused = 0;
    // What is not UTF-8 counts byte by byte, as it does not change what is a character elsewhere.
    std::size_t size = ReadUtf8(text, at, &unused);
    if (unused == kIllFormed) size = 1;
    JsonCharacter character{.raw_size = size, .size = size, .bytes = {}};
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), size, character.bytes.begin());
    return character;
  }
  if (at + 1 >= text.size()) return std::nullopt;
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  if (text[at + 1] == 'u') return ReadUnicodeEscape(text, at + 1);
  const std::size_t which = kEscapes.find(text[at + 1]);
  if (which == std::string_view::npos) return std::nullopt;
  return JsonCharacter{.raw_size = 2, .size = 1, .bytes = {kMeanings[which]}};
}

bool IsJsonString(std::string_view raw, std::string_view text) {
  std::size_t compared = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const std::optional<JsonCharacter> character = ReadJsonCharacter(raw, at);
    if (!character.has_value()) return false;
    if (text.substr(compared, character->size) != std::string_view(character->bytes.data(), character->size)) {
      return false;
    }
    compared += character->size;
    at += character->raw_size;
  }
  return compared == text.size();
}

JsonMembers::JsonMembers(std::string_view line) : line_(line) {
  PassBlanks();
  is_malformed_ = !Take('{');
}

void JsonMembers::PassBlanks() {
  while (at_ < line_.size() && IsJsonBlank(line_[at_])) ++at_;
}

bool JsonMembers::Take(char c) {
  if (at_ >= line_.size() || line_[at_] != c) return false;
  ++at_;
  return true;
}

std::optional<JsonMember> JsonMembers::Fail() {
  is_malformed_ = true;
  return std::nullopt;
}

// Without its quotation marks.
std::optional<std::string_view> JsonMembers::TakeString() {
  if (!Take('"')) return std::nullopt;
  const std::size_t begin = at_;
  while (at_ < line_.size() && line_[at_] != '"') {
    const std::optional<JsonCharacter> character = ReadJsonCharacter(line_, at_);
    if (!character.has_value()) return std::nullopt;
    at_ += character->raw_size;
  }
  const std::string_view raw = line_.substr(begin, at_ - begin);
  return Take('"') ? std::optional(raw) : std::nullopt;
}

std::optional<std::string_view> JsonMembers::TakeValue() {
  const std::size_t begin = at_;
  std::size_t depth = 0;
  while (at_ < line_.size()) {
    const char c = line_[at_];
    if (c == '"') {
      if (!TakeString().has_value()) return std::nullopt;
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at_;
  }
  if (depth > 0) return std::nullopt;
  std::size_t end = at_;
  while (end > begin && IsJsonBlank(line_[end - 1])) --end;
  return end == begin ? std::nullopt : std::optional(line_.substr(begin, end - begin));
}

std::optional<JsonMember> JsonMembers::Next() {
  if (is_ended_ || is_malformed_) return std::nullopt;
  PassBlanks();
  if (Take('}')) {
    PassBlanks();
    is_ended_ = true;
    is_malformed_ = at_ < line_.size();
    return std::nullopt;
  }
  if (!is_first_) {
    if (!Take(',')) return Fail();
    PassBlanks();
  }
  is_first_ = false;
  const std::optional<std::string_view> name = TakeString();
  if (!name.has_value()) return Fail();
  PassBlanks();
  if (!Take(':')) return Fail();
  PassBlanks();
  const std::optional<std::string_view> value = TakeValue();
  if (!value.has_value()) return Fail();
  return JsonMember{.name = *name, .value = *value};
}

}  // namespace copydesk
