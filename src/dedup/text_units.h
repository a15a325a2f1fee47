// A text as units that go or stay as a whole, sentences or paragraphs, with the tokens that lie in each.
#ifndef COPYDESK_DEDUP_TEXT_UNITS_H_
#define COPYDESK_DEDUP_TEXT_UNITS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "text/tokens.h"

namespace copydesk {

// Tokens [begin, end) of a text.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

// `tokens` are those that lie whole in `bytes`: a bigram over a full stop is in neither sentence. None: begin == end,
// the number of the next token that begins behind `bytes.begin`.
struct TextUnit {
  TextRange bytes;
  TokenRange tokens;
};

// Of ascending ranges. Linear.
[[nodiscard]] std::vector<TextUnit> MakeUnits(std::span<const TextRange> ranges, const Tokens& tokens);

// The tokens that overlap `bytes`: those that are gone, or not what they were, once these bytes are. Logarithmic.
[[nodiscard]] TokenRange TokensTouching(TextRange bytes, const Tokens& tokens);

// The tokens that lie whole in `bytes`; begin == end for none. Logarithmic.
[[nodiscard]] TokenRange TokensInside(TextRange bytes, const Tokens& tokens);

// Units first ... last of a text.
struct UnitRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

// The bytes to be cut so that these groups of units go, which are ascending and disjoint; one range each, disjoint too.
// Between what is left before and behind a cut there was white space twice; the one with more line ends stays, the one
// before the cut where they have equally many, so that paragraphs stay apart and no gap is doubled. Groups that touch
// are one cut in this. At the end of the text the white space before the cut goes, so that the text ends as it did; a
// text of which nothing is left becomes empty. Linear in the groups and the white space beside them.
[[nodiscard]] std::vector<TextRange> BytesToCut(std::string_view text, std::span<const TextUnit> units,
                                                std::span<const UnitRange> groups);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_TEXT_UNITS_H_
