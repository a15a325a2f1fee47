// The aligned passages of two texts as marks in each of them.
#ifndef COPYDESK_REPORT_ALIGNED_MARKS_H_
#define COPYDESK_REPORT_ALIGNED_MARKS_H_

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/match.h"
#include "report/excerpt.h"

namespace copydesk {

// Numbered from 1, with the words in which they differ, up to `max_edits` of one passage; the first kReportSpans.
// `swapped`: `left` is the spans' b.
[[nodiscard]] std::array<std::vector<Mark>, 2> AlignedMarks(std::string_view left, std::string_view right,
                                                            std::span<const Span> spans, bool swapped,
                                                            int max_edits = 120);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_ALIGNED_MARKS_H_
