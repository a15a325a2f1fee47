// The dates and numbers of a block, which are kept apart from its terms.
#ifndef COPYDESK_SKETCH_TERM_DATES_H_
#define COPYDESK_SKETCH_TERM_DATES_H_

#include <cstdint>
#include <string_view>

#include "copydesk/terms.h"
#include "sketch/term_reader.h"

namespace copydesk {

// A year of the recent past or near future, which is a date; other years are numbers like any. 0: neither.
[[nodiscard]] std::uint16_t YearOf(std::string_view printed);

// Reads dates and numbers into *terms. Marks weekdays and months, which are no terms (TermWord::kIsDate), and numbers
// that are terms, years too (is_term), and takes from their words' counts what is part of a date or, as it is in every
// text, of one digit; those occurrences are kIsNoTerm from then on. After FunctionWords, which count all of them.
// The words in read->dates are looked at.
void ReadDates(TermTokens* read, BlockTerms* terms);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_DATES_H_
