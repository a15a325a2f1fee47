// Characters that fold away and hide what is written: counted, for folding itself needs no help.
#ifndef COPYDESK_TEXT_INVISIBLE_H_
#define COPYDESK_TEXT_INVISIBLE_H_

#include <cstdint>
#include <string_view>

#include "text/fold.h"

namespace copydesk {

// How many characters of `original`, which was folded into `folded`, disguise what is written:
// * invisible ones between two letters or digits of one word, but not after Hangul or in scripts without spaces, where
//   they say where a line may break. Not counted: joiners,
//   variation selectors and the combining grapheme joiner after letters of other scripts than Latin, Greek and
//   Cyrillic, which need them; and soft hyphens with two letters on each side of them, as hyphenation puts them;
// * bidirectional overrides, anywhere;
// * mathematical, enclosed and full-width Latin letters, three or more in a row; full-width ones not beside Chinese,
//   Japanese or Korean text, which is set with them.
// Linear in the number of changes.
[[nodiscard]] std::uint32_t CountHidden(std::string_view original, const FoldedText& folded);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_INVISIBLE_H_
