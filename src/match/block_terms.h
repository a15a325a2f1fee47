// The terms of a block of a document: from its own title and parts.
#ifndef COPYDESK_MATCH_BLOCK_TERMS_H_
#define COPYDESK_MATCH_BLOCK_TERMS_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/terms.h"
#include "text/tokens.h"

namespace copydesk {

// The title that a block is known by: its own; of the only block of a document, else the document's.
[[nodiscard]] std::string_view BlockTitle(const Metadata& metadata, std::span<const Block> blocks, std::size_t block);

// Furniture tells no story, and a digest tells those of its items: they have no terms.
[[nodiscard]] bool HasTerms(std::span<const Block> blocks, std::size_t block);

// Empty when there are none. `tokens` are those of the block's parts, one after the other, with offsets in `text`;
// null: they are made. Linear in the block's text.
[[nodiscard]] BlockTerms TermsOfBlock(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                                      std::size_t block, const Tokens* tokens = nullptr);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_BLOCK_TERMS_H_
