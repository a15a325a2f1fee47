#include "text/look_alikes.h"

#include <algorithm>
#include <array>

namespace copydesk {
namespace {

// kFromLatin: a Latin letter in a word of that script is taken for it, but it is not taken for a Latin one.
enum class Way : std::uint8_t { kToLatin, kFromLatin, kBoth };

struct LookAlike {
  char32_t letter;
  char32_t latin;
  Way way = Way::kToLatin;
};

// By letter, ascending. Of a letter that looks like one Latin letter in upper case and like another in lower case, the
// closer resemblance counts.
constexpr auto kLookAlikes = std::to_array<LookAlike>({
    // Greek: Ζ Η Ι Ν Ο Ρ Τ Υ Χ; Α Β Ε Κ stand in names such as TNFα and NFκB.
    {U'α', U'a', Way::kFromLatin},
    {U'β', U'b', Way::kFromLatin},
    {U'ε', U'e', Way::kFromLatin},
    {U'ζ', U'z', Way::kBoth},
    {U'η', U'h', Way::kBoth},
    {U'ι', U'i', Way::kBoth},
    {U'κ', U'k', Way::kFromLatin},
    {U'ν', U'v', Way::kBoth},
    {U'ο', U'o', Way::kBoth},
    {U'ρ', U'p', Way::kBoth},
    {U'τ', U't', Way::kBoth},
    {U'υ', U'u', Way::kBoth},
    {U'χ', U'x', Way::kBoth},
    {U'\u03f3', U'j'},
    // Cyrillic: А В Е К М Н О Р С Т У Х Ь, and what languages other than Russian add.
    {U'а', U'a', Way::kBoth},
    {U'в', U'b', Way::kBoth},
    {U'е', U'e', Way::kBoth},
    {U'к', U'k', Way::kBoth},
    {U'м', U'm', Way::kBoth},
    {U'н', U'h', Way::kBoth},
    {U'о', U'o', Way::kBoth},
    {U'р', U'p', Way::kBoth},
    {U'с', U'c', Way::kBoth},
    {U'т', U't', Way::kBoth},
    {U'у', U'y', Way::kBoth},
    {U'х', U'x', Way::kBoth},
    {U'ь', U'b'},
    {U'\u0451', U'\u00eb', Way::kBoth},  // io
    {U'\u0455', U's'},
    {U'\u0456', U'i', Way::kBoth},
    {U'\u0457', U'\u00ef', Way::kBoth},  // yi
    {U'\u0458', U'j'},
    {U'\u0475', U'v'},
    {U'\u04af', U'y'},
    {U'\u04bb', U'h'},
    {U'\u04cf', U'l'},
    {U'\u0501', U'd'},
    {U'\u051b', U'q'},
    {U'\u051d', U'w'},
    // Armenian.
    {U'\u0566', U'q'},
    {U'\u0570', U'h'},
    {U'\u0575', U'j'},
    {U'\u0578', U'n'},
    {U'\u057d', U'u'},
    {U'\u0581', U'g'},
    {U'\u0585', U'o'},
    // Cherokee, which folds to its capitals.
    {U'\u13a0', U'd'},
    {U'\u13a1', U'r'},
    {U'\u13a2', U't'},
    {U'\u13a5', U'i'},
    {U'\u13a9', U'y'},
    {U'\u13aa', U'a'},
    {U'\u13ab', U'j'},
    {U'\u13ac', U'e'},
    {U'\u13b3', U'w'},
    {U'\u13b7', U'm'},
    {U'\u13bb', U'h'},
    {U'\u13c0', U'g'},
    {U'\u13c3', U'z'},
    {U'\u13d2', U'r'},
    {U'\u13d4', U'w'},
    {U'\u13d9', U'v'},
    {U'\u13da', U's'},
    {U'\u13de', U'l'},
    {U'\u13df', U'c'},
    {U'\u13e2', U'p'},
    {U'\u13e6', U'k'},
    {U'\u13f4', U'b'},
    // Lisu, whose letters are Latin capitals in shape.
    {U'\ua4d0', U'b'},
    {U'\ua4d1', U'p'},
    {U'\ua4d3', U'd'},
    {U'\ua4d4', U't'},
    {U'\ua4d6', U'g'},
    {U'\ua4d7', U'k'},
    {U'\ua4d9', U'j'},
    {U'\ua4da', U'c'},
    {U'\ua4dc', U'z'},
    {U'\ua4dd', U'f'},
    {U'\ua4df', U'm'},
    {U'\ua4e0', U'n'},
    {U'\ua4e1', U'l'},
    {U'\ua4e2', U's'},
    {U'\ua4e3', U'r'},
    {U'\ua4e6', U'v'},
    {U'\ua4e7', U'h'},
    {U'\ua4ea', U'w'},
    {U'\ua4eb', U'x'},
    {U'\ua4ec', U'y'},
    {U'\ua4ee', U'a'},
    {U'\ua4f0', U'e'},
    {U'\ua4f2', U'i'},
    {U'\ua4f3', U'o'},
    {U'\ua4f4', U'u'},
});

static_assert(std::is_sorted(kLookAlikes.begin(), kLookAlikes.end(),
                             [](const LookAlike& a, const LookAlike& b) { return a.letter < b.letter; }));

struct ScriptRange {
  char32_t first;
  char32_t last;
  Script script;
};

// Letters of these scripts as folding leaves them; what is no letter inside a range never stands in a word.
constexpr auto kScriptRanges = std::to_array<ScriptRange>({
    {U'a', U'z', Script::kLatin},
    {U'\u00df', U'\u024f', Script::kLatin},
    {U'\u0250', U'\u02af', Script::kLatin},
    {U'\u0370', U'\u03ff', Script::kGreek},
    {U'\u0400', U'\u052f', Script::kCyrillic},
    {U'\u0530', U'\u058f', Script::kArmenian},
    {U'\u13a0', U'\u13ff', Script::kCherokee},
    {U'\u1c80', U'\u1c8f', Script::kCyrillic},
    {U'\u1d00', U'\u1d25', Script::kLatin},
    {U'\u1e00', U'\u1eff', Script::kLatin},
    {U'\u1f00', U'\u1fff', Script::kGreek},
    {U'\u2c60', U'\u2c7f', Script::kLatin},
    {U'\ua4d0', U'\ua4ff', Script::kLisu},
    {U'\ua640', U'\ua69f', Script::kCyrillic},
    {U'\ua722', U'\ua7ff', Script::kLatin},
    {U'\uab30', U'\uab6f', Script::kLatin},
    {U'\U0001f150', U'\U0001f169', Script::kEnclosed},
    {U'\U0001f170', U'\U0001f189', Script::kEnclosed},
});

}  // namespace

Script ScriptOf(char32_t c) noexcept {
  const auto* const range = std::find_if(kScriptRanges.begin(), kScriptRanges.end(),
                                         [c](const ScriptRange& candidate) { return c <= candidate.last; });
  return range == kScriptRanges.end() || c < range->first ? Script::kOther : range->script;
}

char32_t LatinLookAlike(char32_t c) noexcept {
  if (ScriptOf(c) == Script::kEnclosed) return U'a' + (c - U'\U0001f150') % 32;
  const auto* const found =
      std::lower_bound(kLookAlikes.begin(), kLookAlikes.end(), c,
                       [](const LookAlike& entry, char32_t letter) { return entry.letter < letter; });
  return found == kLookAlikes.end() || found->letter != c || found->way == Way::kFromLatin ? 0 : found->latin;
}

char32_t ForeignLookAlike(char32_t latin, Script script) noexcept {
  const auto* const found = std::find_if(kLookAlikes.begin(), kLookAlikes.end(), [&](const LookAlike& entry) {
    return entry.way != Way::kToLatin && entry.latin == latin && ScriptOf(entry.letter) == script;
  });
  return found == kLookAlikes.end() ? 0 : found->letter;
}

}  // namespace copydesk
