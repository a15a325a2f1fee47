// One record of a page, an article with its text, as blocks.
#ifndef COPYDESK_PAGE_RECORD_H_
#define COPYDESK_PAGE_RECORD_H_

#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "page/lines.h"
#include "page/title_end.h"

namespace copydesk {

// What a page is split into. `furniture` in any order.
struct PageParts {
  std::vector<Block> blocks;
  std::vector<TextRange> furniture;
};

// Appends a record: `head` has name, role, title, source and dates, `lines` are those of its body, `furniture` is what
// is known already to be furniture in them. Sets parts and credit, splits off furniture, and appends the items
// of a digest after it, unless `head` is the main article.
void AppendRecord(std::string_view text, Block head, std::span<const PageLine> lines,
                  std::span<const TextRange> furniture, const PageVocabulary& vocabulary, PageParts* page);

// `range` without `holes`, which are sorted here; trimmed, empty pieces left out, pieces
// with nothing but white space between them joined. O(h log h).
[[nodiscard]] std::vector<TextRange> Subtract(std::string_view text, std::span<const TextRange> ranges,
                                              std::vector<TextRange> holes);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_RECORD_H_
