// Two texts side by side in the report.
#ifndef COPYDESK_REPORT_HTML_COMPARISON_H_
#define COPYDESK_REPORT_HTML_COMPARISON_H_

#include <vector>

#include "report/excerpt.h"
#include "report/html_sections.h"

namespace copydesk {

// Two blocks and their match; `swapped` when `left` is the match's b.
struct ComparedPair {
  const ShownBlock& left;
  const ShownBlock& right;
  const Match* match = nullptr;
  bool swapped = false;
};

// "near", "contains: the left text is in the right one" and so on, as a coloured label and words.
void WriteRelation(const Match& match, bool swapped, HtmlWriter* html);

// The figures of a match in one line.
void WriteFigures(const Match& match, bool swapped, HtmlWriter* html);

// A closed <details> with figures and, unless there is no room for them, both texts with their
// aligned passages marked and numbered and the words in which these differ; each number leads to its counterpart.
void WriteComparison(const ComparedPair& pair, Markup title, ReportContext* context, HtmlWriter* html);

// "… 140 words …".
void WriteOmission(const ExcerptPiece& piece, HtmlWriter* html);

// Between two parts of a block.
void WriteGap(HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_COMPARISON_H_
