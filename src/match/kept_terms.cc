#include "match/kept_terms.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "match/block_terms.h"
#include "match/furniture_passages.h"
#include "sketch/terms.h"

namespace copydesk {

std::optional<BlockTerms> TermsWithout(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                                       std::size_t block, std::span<const TextRange> furniture) {
  const std::vector<TextRange>& parts = blocks[block].parts;
  if (!HasTerms(blocks, block) || WithinRanges(parts, furniture).empty()) return std::nullopt;
  const std::vector<TextRange> kept = WithoutRanges(parts, furniture);
  const bool is_blank = std::all_of(kept.begin(), kept.end(), [&](const TextRange& part) {
    return FindPassages(text.substr(part.begin, part.end - part.begin)).empty();
  });
  if (is_blank) return BlockTerms();  // a title alone tells nothing
  return ExtractTerms(BlockTitle(metadata, blocks, block), text, kept);
}

absl::StatusOr<std::optional<BlockTerms>> KeptTerms(const Store& store, BlockNumber block,
                                                    const FurnitureModel& furniture) {
  if (furniture.empty()) return std::nullopt;
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(block.document));
  const std::span<const FurnitureEntry> of_source = furniture.OfSource(FurnitureSource(metadata));
  if (of_source.empty()) return std::nullopt;
  const absl::StatusOr<std::string> text = store.GetText(block.document);
  if (absl::IsNotFound(text.status())) return std::nullopt;
  COPYDESK_RETURN_IF_ERROR(text.status());
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(block.document));
  if (block.block >= blocks.size()) {
    return absl::DataLossError(absl::StrCat("document ", block.document, " has no block ", block.block));
  }
  return TermsWithout(metadata, *text, blocks, block.block, FindFurniture(*text, of_source));
}

}  // namespace copydesk
