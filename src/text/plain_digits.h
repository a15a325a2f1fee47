// Numbers as they are hashed: decimal digits of any script are those of ASCII, and the points of Arabic numbers a full
// stop and a comma. Newspapers of one language print ١٩٦٢ and 1962, १९६२ and 1962, each by its own style.
#ifndef COPYDESK_TEXT_PLAIN_DIGITS_H_
#define COPYDESK_TEXT_PLAIN_DIGITS_H_

#include <string>
#include <string_view>

namespace copydesk {

// Writes the plain form of a folded word to *plain; false, at a glance at its bytes, when the word is ASCII, which is
// its own. Digits are those of Unicode 15.0 (text/word_break.h). Linear.
[[nodiscard]] bool PlainDigits(std::string_view word, std::string* plain);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_PLAIN_DIGITS_H_
