// Cells of CSV that a spreadsheet would take for formulas begin with an apostrophe that is not theirs.
#ifndef COPYDESK_REPORT_NEUTRALISED_CELL_H_
#define COPYDESK_REPORT_NEUTRALISED_CELL_H_

#include <string_view>

namespace copydesk {

// Whether a text gets one. A text that begins with one and would get it without gets another, so that every text can be
// had back.
[[nodiscard]] inline bool IsNeutralised(std::string_view text) {
  while (text.starts_with('\'')) text.remove_prefix(1);
  const std::size_t first = text.find_first_not_of(' ');
  return first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos;
}

// The text that the cell is of.
[[nodiscard]] inline std::string_view WithoutNeutraliser(std::string_view cell) {
  return cell.starts_with('\'') && IsNeutralised(cell) ? cell.substr(1) : cell;
}

}  // namespace copydesk

#endif  // COPYDESK_REPORT_NEUTRALISED_CELL_H_
