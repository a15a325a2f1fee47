// The pieces of an article that passages are traced by: its paragraphs, long ones divided between sentences.
#ifndef COPYDESK_WIRE_PASSAGE_PIECES_H_
#define COPYDESK_WIRE_PASSAGE_PIECES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "wire/audited_text.h"

namespace copydesk {

// Words [begin, end).
struct WordSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

// Words of an article without those that are left out of account, in parallel arrays.
struct ArticleWords {
  std::vector<std::uint64_t> hash;
  std::vector<TextRange> range;
  std::vector<WordSpan> pieces;  // ascending, disjoint; none is empty
};

// Linear.
[[nodiscard]] ArticleWords FindPieces(std::string_view text, const AuditedText& audited);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_PASSAGE_PIECES_H_
