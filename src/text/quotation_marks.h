// Where quotation marks may be in a text (text/quotation.h).
#ifndef COPYDESK_TEXT_QUOTATION_MARKS_H_
#define COPYDESK_TEXT_QUOTATION_MARKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace copydesk {

// Ascending. Every quotation mark is at one of these places: those of a straight double mark, of two straight single or
// grave ones in a row, of a character of U+00AB, U+00BB, U+2000 to U+203F and U+3000 to U+303F, and of bytes from 0xF3
// on. Linear, by vectors.
[[nodiscard]] std::vector<std::uint32_t> FindQuotationMarks(std::string_view text);

// The same byte by byte. For tests.
[[nodiscard]] std::vector<std::uint32_t> FindQuotationMarksPlainly(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_QUOTATION_MARKS_H_
