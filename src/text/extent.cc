#include "text/extent.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/code_points.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kHan = 20;
constexpr std::uint32_t kKana = 12;
constexpr std::uint32_t kOtherUnspaced = 9;

bool IsKana(char32_t c) {
  return IsIn(c, 0x3031, 0x3035) || IsIn(c, 0x3040, 0x30ff) || IsIn(c, 0x31f0, 0x31ff) || IsIn(c, 0x32d0, 0x32fe) ||
         IsIn(c, 0xff66, 0xff9f) || IsIn(c, 0x1aff0, 0x1b16f);
}

// Han, and the scripts that are made like it: Tangut, Khitan, Nushu.
bool IsHan(char32_t c) {
  return IsIn(c, 0x2e80, 0x3030) || IsIn(c, 0x3036, 0x303f) || IsIn(c, 0x3400, 0x9fff) || IsIn(c, 0xf900, 0xfaff) ||
         IsIn(c, 0x16fe0, 0x18cff) || IsIn(c, 0x1b170, 0x1b2ff) || c >= 0x20000;
}

bool MayBeUnspaced(char lead) { return static_cast<unsigned char>(lead) >= 0xe0; }

// All of a text in one pass, which vectors make.
bool MayHoldUnspaced(std::string_view text) {
  unsigned char most = 0;
  for (const char c : text) most = std::max(most, static_cast<unsigned char>(c));
  return MayBeUnspaced(static_cast<char>(most));
}

// By the first character of a token.
std::uint32_t ExtentOf(std::string_view text, std::uint32_t begin) {
  if (!MayBeUnspaced(text[begin])) return kWordExtent;
  const char32_t c = DecodeUtf8(text, begin).code_point;
  if (ClassOf(c) != CharClass::kNoSpace) return kWordExtent;
  if (IsHan(c)) return kHan;
  return IsKana(c) ? kKana : kOtherUnspaced;
}

}  // namespace

bool IsUnspacedAlphabet(char32_t c) noexcept { return ClassOf(c) == CharClass::kNoSpace && !IsHan(c) && !IsKana(c); }

std::vector<std::uint32_t> SumExtents(std::string_view text, const Tokens& tokens) {
  std::vector<std::uint32_t> sums;
  if (!MayHoldUnspaced(text)) return sums;
  const auto is_less = [&](std::uint32_t begin) { return ExtentOf(text, begin) < kWordExtent; };
  if (std::none_of(tokens.begin.begin(), tokens.begin.end(), is_less)) return sums;
  sums.reserve(tokens.size() + 1);
  sums.push_back(0);
  for (const std::uint32_t begin : tokens.begin) sums.push_back(sums.back() + ExtentOf(text, begin));
  return sums;
}

}  // namespace copydesk
