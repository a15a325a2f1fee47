// The dates and numbers of a block, which are kept apart from its terms.
#ifndef COPYDESK_SKETCH_TERM_DATES_H_
#define COPYDESK_SKETCH_TERM_DATES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "copydesk/terms.h"
#include "sketch/function_words.h"
#include "sketch/term_reader.h"

namespace copydesk {

// A year of the recent past or near future, which is a date; other years are numbers like any. 0: neither.
[[nodiscard]] std::uint16_t YearOf(std::string_view printed);

// Reads dates and numbers into *terms, and says which tokens are terms: words and numbers, but no function words, no
// weekdays and months, no days of a month, and no numbers of one digit, which are in every text. Years are terms.
[[nodiscard]] std::vector<bool> ReadDates(const TermTokens& read, const FunctionWords& function, BlockTerms* terms);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_DATES_H_
