// The form of a word that a term is known by.
#ifndef COPYDESK_SKETCH_TERM_FORM_H_
#define COPYDESK_SKETCH_TERM_FORM_H_

#include <string>
#include <string_view>

namespace copydesk {

// The normalised form of a word as printed: folded, without a possessive ending or an elided article, empty for a
// contraction; of a number, without separators of thousands and with a point before its decimals. A view of *buffer,
// which is kept by the caller so that a word costs no memory of its own.
[[nodiscard]] std::string_view NormaliseTerm(std::string_view printed, std::string* buffer);

// ASCII digits only, with points and commas.
[[nodiscard]] bool IsPlainNumber(std::string_view text);

// Letters of any script, those written without spaces too.
[[nodiscard]] bool HasTwoLetters(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_FORM_H_
