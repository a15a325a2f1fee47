#include "report/hostile_text.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <wchar.h>

#include <clocale>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/utf8.h"

namespace copydesk {
namespace {

std::string RandomPiece(std::mt19937_64& random) {
  static const std::vector<std::string> kPieces = {"word",
                                                   "a",
                                                   " ",
                                                   "  ",
                                                   "the",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   "\x1b[2J",
                                                   "\x1b]0;title\x07",
                                                   "\x1b",
                                                   "\x7f",
                                                   "\b\b\b",
                                                   "\xC2\x9B[31m",
                                                   "\xE2\x80\xAE",
                                                   "\xE2\x81\xA6",
                                                   "\xD8\x9C",
                                                   "\xE2\x80\x8B",
                                                   "\xE2\x80\x8D",
                                                   "\xC2\xAD",
                                                   "\xEF\xBB\xBF",
                                                   "\xE6\xBE\x9C\xE6\xB1\x80",
                                                   "\xEF\xBC\xA1",
                                                   "e\xCC\x81",
                                                   "\xCC\x88",
                                                   "\xF0\x9F\x98\x80",
                                                   "\xD8\x80",
                                                   "\xE0\xB8\x81\xE0\xB8\xB3",
                                                   "\xF3\xA0\x80\x81",
                                                   "\xFF",
                                                   "\xC2",
                                                   "\xE2\x80",
                                                   "\xF0\x9F\x98",
                                                   "\xED\xA0\x80",
                                                   "<U+001B>",
                                                   "Donaudampfschifffahrtsgesellschaftskapit\xC3\xA4nsm\xC3\xBCtze"};
  const auto draw = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
  const std::size_t kind = draw(20);
  if (kind == 0) return Utf8Of(static_cast<char32_t>(draw(0x110000)));
  if (kind == 1) return std::string(1, static_cast<char>(draw(256)));
  if (kind == 2) return std::string(draw(80), "x0 "[draw(3)]);
  return kPieces[draw(kPieces.size())];
}

}  // namespace

std::string Utf8Of(char32_t c) {
  std::string text;
  icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(text);
  return text;
}

std::string HostileText(std::mt19937_64& random, std::size_t max_pieces) {
  std::string text;
  for (std::size_t i = std::uniform_int_distribution<std::size_t>(0, max_pieces)(random); i > 0; --i) {
    text += RandomPiece(random);
  }
  return text;
}

std::string FindHarm(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    const auto code_point = static_cast<UChar32>(character.code_point);
    if (code_point == 0xFFFD && character.length == 1) return absl::StrCat("no UTF-8 at byte ", i);
    const bool is_control = u_charType(code_point) == U_CONTROL_CHAR && code_point != '\n';
    if (is_control || u_hasBinaryProperty(code_point, UCHAR_BIDI_CONTROL) != 0 || code_point == 0x2028 ||
        code_point == 0x2029) {
      return absl::StrFormat("U+%04X at byte %d", code_point, i);
    }
    i += character.length;
  }
  return "";
}

std::size_t ColumnsOf(std::string_view text) {
  if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr) ADD_FAILURE() << "the locale C.UTF-8 is missing";
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    const int width = ::wcwidth(static_cast<wchar_t>(character.code_point));
    columns += width > 0 ? static_cast<std::size_t>(width) : 0;
    i += character.length;
  }
  return columns;
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace copydesk
