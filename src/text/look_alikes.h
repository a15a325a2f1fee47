// Letters of other scripts that look like Latin ones, and the scripts that have them.
//
// The idea is that of Unicode Technical Standard #39, section 4 (confusable detection); the table is the project's own,
// drawn up by looking at the letters' shapes, for Unicode 15.0. It is much smaller, on purpose: single letters, in the
// case-folded form that words have here, where nearly every font draws one case or both alike. What stands in real
// words beside Latin letters (units and names: μm, kΩ, TNFα, IFNγ) is taken for no Latin letter: Greek alpha, beta,
// gamma, delta, epsilon, kappa, lambda, mu, pi, sigma, phi, psi and omega.
#ifndef COPYDESK_TEXT_LOOK_ALIKES_H_
#define COPYDESK_TEXT_LOOK_ALIKES_H_

#include <cstdint>

namespace copydesk {

// Changes when a letter gets another look-alike. SketchConfig::Describe() has it.
inline constexpr std::uint32_t kLookAlikeVersion = 1;

// kEnclosed: white letters on black circles and squares, which are Latin letters that NFKC leaves alone.
enum class Script : std::uint8_t { kOther, kLatin, kGreek, kCyrillic, kArmenian, kCherokee, kLisu, kEnclosed };

// Of a letter; kOther for all others and for what is no letter.
[[nodiscard]] Script ScriptOf(char32_t c) noexcept;

// The Latin letter that a folded letter of another script looks like; 0: none.
[[nodiscard]] char32_t LatinLookAlike(char32_t c) noexcept;

// The folded letter of `script`, Greek or Cyrillic, that a Latin one is taken for; 0: none.
[[nodiscard]] char32_t ForeignLookAlike(char32_t latin, Script script) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_TEXT_LOOK_ALIKES_H_
