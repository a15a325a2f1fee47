// The terms of a block of a document: from its own title and parts.
#ifndef COPYDESK_MATCH_BLOCK_TERMS_H_
#define COPYDESK_MATCH_BLOCK_TERMS_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/terms.h"
#include "sketch/text_words.h"
#include "text/tokens.h"

namespace copydesk {

// The title that a block is known by: its own; of the only block of a document, else the document's.
[[nodiscard]] std::string_view BlockTitle(const Metadata& metadata, std::span<const Block> blocks, std::size_t block);

// Furniture tells no story, and a digest tells those of its items: they have no terms.
[[nodiscard]] bool HasTerms(std::span<const Block> blocks, std::size_t block);

// From the tokens of the block's parts, with offsets in `text`, and their words, which others are added to
// (ExtractTerms in sketch/terms.h). Empty when there are none. Linear in the block's text.
[[nodiscard]] BlockTerms TermsOfBlock(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                                      std::size_t block, const Tokens& tokens, TextWords* words);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_BLOCK_TERMS_H_
