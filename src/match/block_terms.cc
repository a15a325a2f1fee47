#include "match/block_terms.h"

#include <algorithm>

#include "sketch/terms.h"

namespace copydesk {

std::string_view BlockTitle(const Metadata& metadata, std::span<const Block> blocks, std::size_t block) {
  const std::string& own = blocks[block].title;
  return own.empty() && blocks.size() == 1 ? std::string_view(metadata.title) : std::string_view(own);
}

bool HasTerms(std::span<const Block> blocks, std::size_t block) {
  if (blocks[block].role == BlockRole::kFurniture) return false;
  return std::none_of(blocks.begin(), blocks.end(),
                      [&](const Block& other) { return !other.parent.empty() && other.parent == blocks[block].name; });
}

BlockTerms TermsOfBlock(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                        std::size_t block, const Tokens& tokens, TextWords* words) {
  if (!HasTerms(blocks, block)) return {};
  return ExtractTerms(BlockTitle(metadata, blocks, block), text, blocks[block].parts, tokens, words);
}

}  // namespace copydesk
