// Disguises of texts, for tests: characters replaced by look-alikes or styled letters, invisible ones put between.
#ifndef COPYDESK_TESTS_TESTING_DISGUISE_H_
#define COPYDESK_TESTS_TESTING_DISGUISE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "text/word_break.h"

namespace copydesk {

enum class Disguise : std::uint8_t {
  kFullWidth,     // Latin letters and digits
  kMathematical,  // Latin letters
  kLookAlikes,    // Latin letters as Cyrillic ones, Cyrillic letters as Latin ones
  kSoftHyphens,
  kZeroWidth,
  kBidiControls,
  kVariationSelectors,
  kTags,
  kStrokes,
  kNoise,  // four marks on a letter
  kMixed,
};

inline constexpr auto kDisguises = std::to_array<std::pair<Disguise, const char*>>({
    {Disguise::kFullWidth, "full-width"},
    {Disguise::kMathematical, "mathematical"},
    {Disguise::kLookAlikes, "look-alikes"},
    {Disguise::kSoftHyphens, "soft hyphens"},
    {Disguise::kZeroWidth, "zero-width"},
    {Disguise::kBidiControls, "bidi controls"},
    {Disguise::kVariationSelectors, "variation selectors"},
    {Disguise::kTags, "tags"},
    {Disguise::kStrokes, "strokes"},
    {Disguise::kNoise, "noise"},
    {Disguise::kMixed, "mixed"},
});

inline void AppendCharacter(char32_t c, std::string* out) {
  const auto trail = [&](int shift) { out->push_back(static_cast<char>(0x80 | ((c >> shift) & 63))); };
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xc0 | (c >> 6)));
    trail(0);
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xe0 | (c >> 12)));
    trail(6);
    trail(0);
  } else {
    out->push_back(static_cast<char>(0xf0 | (c >> 18)));
    trail(12);
    trail(6);
    trail(0);
  }
}

// `c`, a letter or digit, in disguise; unchanged where the disguise has nothing for it. `draw` chooses.
inline std::u32string DisguiseCharacter(char32_t c, Disguise disguise, std::uint64_t draw) {
  constexpr std::u32string_view kLatin = U"aceopxyABCEHKMOPTX";
  constexpr std::u32string_view kCyrillic = U"асеорхуАВСЕНКМОРТХ";
  const bool upper = c >= 'A' && c <= 'Z';
  const bool lower = c >= 'a' && c <= 'z';
  const auto after = [&](std::u32string_view choices) { return std::u32string{c, choices[draw % choices.size()]}; };
  switch (disguise) {
    case Disguise::kFullWidth:
      return {upper || lower || (c >= '0' && c <= '9') ? c + 0xfee0 : c};
    case Disguise::kMathematical:
      return {upper ? 0x1d400 + (c - 'A') : lower ? 0x1d41a + (c - 'a') : c};
    case Disguise::kLookAlikes: {
      const std::size_t latin = kLatin.find(c);
      const std::size_t cyrillic = kCyrillic.find(c);
      return {latin != kLatin.npos ? kCyrillic[latin] : cyrillic != kCyrillic.npos ? kLatin[cyrillic] : c};
    }
    case Disguise::kSoftHyphens:
      return after(U"\u00ad");
    case Disguise::kZeroWidth:
      return after(U"\u200b\u200c\u200d\u2060\ufeff");
    case Disguise::kBidiControls:
      return after(U"\u200e\u200f\u202a\u202c\u202e\u2066\u2069");
    case Disguise::kVariationSelectors:
      return after(U"\ufe00\ufe0e\ufe0f\U000e0100");
    case Disguise::kTags:
      return after(U"\U000e0061\U000e0020\U000e007f");
    case Disguise::kStrokes:
      return after(U"\u0335\u0336\u0338");
    case Disguise::kNoise:
      return std::u32string{c} + U"\u0310\u0352\u0323\u0331";
    case Disguise::kMixed:
      break;
  }
  return {c};
}

// Disguises a share of the letters and digits of `text`.
inline std::string DisguiseText(std::string_view text, Disguise disguise, double share, std::mt19937_64* random) {
  std::string out;
  std::uniform_real_distribution<double> chance(0, 1);
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    const CharClass kind = ClassOf(c.code_point);
    const bool may_change = kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kNoSpace;
    if (may_change && chance(*random) < share) {
      const std::uint64_t draw = (*random)();
      const auto each = kDisguises[draw % (kDisguises.size() - 1)].first;
      for (const char32_t d :
           DisguiseCharacter(c.code_point, disguise == Disguise::kMixed ? each : disguise, draw >> 8))
        AppendCharacter(d, &out);
    } else {
      out.append(text.substr(at, c.length));
    }
    at += c.length;
  }
  return out;
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_TESTING_DISGUISE_H_
