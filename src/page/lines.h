// The lines of a page as a reader sees them: what was hard-wrapped is one line again.
#ifndef COPYDESK_PAGE_LINES_H_
#define COPYDESK_PAGE_LINES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "page/stamp.h"

namespace copydesk {

struct PageLine {
  TextRange range;            // without white space at its ends; holds line ends where the line was wrapped
  double words = 0;           // as CountWords; measured
  bool sentence = false;      // ends like one; measured
  bool blank_before = false;  // a blank line stands before it, or it is the first
  std::optional<Stamp> stamp;

  // Of HTML pages.
  int heading = 0;    // 1 to 6 for h1 to h6
  bool link = false;  // all of it is a link

  // Running text, not a title or a label.
  [[nodiscard]] bool IsProse() const { return words >= 20 || (sentence && words >= 6); }
};

// Lines of a plain text; blank ones are left out. Line ends are LF, CRLF or CR. Stamps are found. When every line has
// blank lines around it, blank lines say nothing and `blank_before` is false.
//
// A text is taken to be hard-wrapped when no line is longer than 200 bytes and at least three lines, two of them in a
// row, are so long that the next line's first word would not have fitted. Lines that end with a space then go on (as
// fold -s leaves them); where none does, those that the next word would not have fitted on. Linear. What is measured,
// is by MeasureLines.
[[nodiscard]] std::vector<PageLine> FindLines(std::string_view text);

// Apart, for most texts are no pages, which their stamps tell.
void MeasureLines(std::string_view text, std::vector<PageLine>* lines);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_LINES_H_
