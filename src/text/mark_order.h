// Canonical order for long runs of combining marks.
//
// Normalisation sorts the marks of a base by combining class (Unicode 15.0, section 3.11, D109). ICU inserts them one
// by one, which is quadratic; a text made of marks would take hours. Runs that were put in order first cost it linear
// time and give the same result.
#ifndef COPYDESK_TEXT_MARK_ORDER_H_
#define COPYDESK_TEXT_MARK_ORDER_H_

#include <unicode/normalizer2.h>

#include <string>
#include <string_view>

namespace copydesk {

// Returns `text`, which must be UTF-8, with its marks mapped by `normalizer`, those that it removes left out, and the
// rest of each run in canonical order. O(n log n) in the longest run.
[[nodiscard]] std::string OrderMarks(std::string_view text, const icu::Normalizer2& normalizer);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_MARK_ORDER_H_
