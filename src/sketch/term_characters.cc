#include "sketch/term_characters.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "text/extent.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

// Those of which FunctionLanguages (sketch/background.h) says so: a test finds them among all code points.
constexpr std::string_view kChineseFunctionCharacters =
    "与且个么之也了于从他们但你其则又及吗吧呢和啊她它就并很我或把是的着等而至若被还这那都";

std::uint8_t Describe(char32_t c) {
  const CharClass kind = ClassOf(c);
  unsigned bits = 0;
  if (kind == CharClass::kLetter || kind == CharClass::kNoSpace) bits |= kCharacterIsLetter;
  if (IsCapital(c)) bits |= kCharacterIsCapital;
  if (kind == CharClass::kNoSpace) bits |= kCharacterIsUnspaced;
  if (IsUnspacedAlphabet(c)) bits |= kCharacterIsUnspacedAlphabet;
  if (c >= 0x3041 && c <= 0x309F) bits |= kCharacterIsHiragana;
  return static_cast<std::uint8_t>(bits);
}

std::array<std::uint8_t, 0x10000> MakeTable() {
  std::array<std::uint8_t, 0x10000> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = Describe(static_cast<char32_t>(c));
  for (std::size_t at = 0; at < kChineseFunctionCharacters.size();) {
    const Utf8Character c = DecodeUtf8(kChineseFunctionCharacters, at);
    table[c.code_point] = static_cast<std::uint8_t>(table[c.code_point] | kCharacterIsChineseFunction);
    at += c.length;
  }
  return table;
}

}  // namespace

const std::array<std::uint8_t, 0x10000>& TermCharacterTable() {
  static const auto kTable = MakeTable();
  return kTable;
}

std::uint8_t TermCharacter(char32_t c) { return c < 0x10000 ? TermCharacterTable()[c] : Describe(c); }

}  // namespace copydesk
