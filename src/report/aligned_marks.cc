#include "report/aligned_marks.h"

#include <algorithm>
#include <utility>

#include "report/html_limits.h"
#include "report/word_differences.h"

namespace copydesk {

std::array<std::vector<Mark>, 2> AlignedMarks(std::string_view left, std::string_view right,
                                              std::span<const Span> spans, bool swapped, int max_edits) {
  std::array<std::vector<Mark>, 2> marks;
  for (std::size_t i = 0; i < std::min(spans.size(), kReportSpans); ++i) {
    const auto number = static_cast<std::uint32_t>(i + 1);
    const TextRange in_left = swapped ? spans[i].b : spans[i].a;
    const TextRange in_right = swapped ? spans[i].a : spans[i].b;
    WordDifferences differences = FindWordDifferences(SafeSlice(left, in_left), SafeSlice(right, in_right), max_edits);
    for (TextRange& range : differences.a) range = {range.begin + in_left.begin, range.end + in_left.begin};
    for (TextRange& range : differences.b) range = {range.begin + in_right.begin, range.end + in_right.begin};
    marks[0].push_back({.range = in_left, .number = number, .differences = std::move(differences.a)});
    marks[1].push_back({.range = in_right, .number = number, .differences = std::move(differences.b)});
  }
  return marks;
}

}  // namespace copydesk
