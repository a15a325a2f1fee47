// Two columns of text on a terminal.
#ifndef COPYDESK_REPORT_COLUMNS_H_
#define COPYDESK_REPORT_COLUMNS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// Columns that a harmless text takes.
[[nodiscard]] std::size_t DisplayWidth(std::string_view text);

// A harmless text with blanks behind it, so that it takes `width` columns or more.
[[nodiscard]] std::string Padded(std::string text, std::size_t width);

// `text` made harmless (see Printable) and broken into lines of at most `width` columns, between words where there
// are spaces. Several spaces in a row become one.
[[nodiscard]] std::vector<std::string> WrapText(std::string_view text, std::size_t width);

// The same as one text, each line with its end.
[[nodiscard]] std::string Wrapped(std::string_view text, std::size_t width);

// Columns that reports on a terminal fill.
inline constexpr std::size_t kColumns = 80;

// Wrapped at kColumns.
[[nodiscard]] std::string Paragraph(std::string_view text);

// Lines "  left | right", at most `limit` of them, then how many are left out.
[[nodiscard]] std::string SideBySide(const std::vector<std::string>& left, const std::vector<std::string>& right,
                                     std::size_t width, std::size_t limit);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_COLUMNS_H_
