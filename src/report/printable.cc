// Untrusted text for a terminal.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/utf8.h"
#include "copydesk/report.h"
#include "report/control_characters.h"
#include "report/display_width.h"

namespace copydesk {
namespace {

// More marks and invisible characters on one place than any writing system needs (the bound of Unicode's Stream-Safe
// Text Format, UAX #15 section 13) are left out: a text made of them would print without end.
constexpr int kMaxZeroWidth = 30;

}  // namespace

std::string Printable(std::string_view text, std::size_t columns) {
  std::string result;
  std::size_t width = 0;
  std::size_t cut = 0;  // bytes of `result` that leave room for an ellipsis
  int zero_width = 0;   // characters without width in a row
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    const char32_t c = character.code_point;
    std::string escaped;
    std::string_view piece = text.substr(i, character.length);
    std::size_t piece_width = CharacterWidth(c);
    if (c == '\n' || c == '\t' || c == '\r') {
      piece = " ";
      piece_width = 1;
    } else if (IsControlCharacter(c)) {
      escaped = absl::StrFormat("<U+%04X>", static_cast<std::uint32_t>(c));
      piece = escaped;
      piece_width = escaped.size();
    } else if (c == U'\uFFFD') {
      piece = "\xEF\xBF\xBD";
      piece_width = 1;
    }
    i += character.length;
    zero_width = piece_width == 0 ? zero_width + 1 : 0;
    if (zero_width > kMaxZeroWidth) continue;
    if (width + piece_width > columns) {
      result.resize(cut);
      if (columns > 0) result.append("…");
      return result;
    }
    result += piece;
    width += piece_width;
    if (width + 1 <= columns) cut = result.size();
  }
  return result;
}

std::string WithThousands(std::uint64_t number) {
  std::string digits = absl::StrCat(number);
  for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

std::string HumanBytes(std::uint64_t bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < std::size(kUnits)) {
    value /= 1000;
    ++unit;
  }
  return unit == 0 || value >= 99.5 ? absl::StrFormat("%.0f %s", value, kUnits[unit])
                                    : absl::StrFormat("%.1f %s", value, kUnits[unit]);
}

}  // namespace copydesk
