// What of a text is shown: its aligned passages with some words around them, its beginning, or all of it.
#ifndef COPYDESK_REPORT_EXCERPT_H_
#define COPYDESK_REPORT_EXCERPT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "report/html_limits.h"

namespace copydesk {

// A passage to mark, with the number that its counterpart has too, and where its words differ from that one's:
// ascending and disjoint; an empty range stands where the counterpart has words more.
struct Mark {
  TextRange range;
  std::uint32_t number = 0;
  std::vector<TextRange> differences;
};

struct ExcerptRule {
  bool whole = false;  // all text, up to `bytes`
  std::size_t context_words = kReportContextWords;
  std::size_t passage_words = kReportPassageWords;  // at either end of a marked passage and of what differs in it
  std::size_t lead_words = kReportLeadWords;        // of a text without marks
  std::size_t bytes = kReportTextBytes;
};

struct ExcerptPiece {
  enum class Kind : std::uint8_t {
    kText,
    kMarked,
    kDiffers,  // inside a marked passage; empty where only the counterpart has words
    kOmitted,  // `words` and `characters` are left out
    kBreak,    // other text of the document stands here, which is not the block's
  };
  Kind kind = Kind::kText;
  std::string_view text;
  std::uint32_t number = 0;  // inside a passage: its number
  bool begins = false;       // the first piece of its passage
  std::size_t words = 0;
  std::size_t characters = 0;
};

// Offsets are never trusted: ranges are cut to the text and to the borders of its characters, and those that lie in
// an earlier one, or in no part, are left out. O(n + m log m) in the bytes of the parts and the marks.
[[nodiscard]] std::vector<ExcerptPiece> MakeExcerpt(std::string_view text, std::span<const TextRange> parts,
                                                    std::vector<Mark> marks, const ExcerptRule& rule);

// The part of `text` that a range names, under the same care.
[[nodiscard]] std::string_view SafeSlice(std::string_view text, const TextRange& range);

// Ranges under the same care: ascending and disjoint, none empty.
[[nodiscard]] std::vector<TextRange> SafeRanges(std::string_view text, std::span<const TextRange> ranges);

// Words as white space divides them.
[[nodiscard]] std::size_t CountPrintedWords(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_EXCERPT_H_
