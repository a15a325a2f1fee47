#include "match/text_source.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "match/furniture_passages.h"

namespace copydesk {

absl::StatusOr<std::vector<TextRange>> TextSource::FurnitureOf(DocumentNumber document, std::string_view text) const {
  if (furniture_ == nullptr || furniture_->empty()) return std::vector<TextRange>();
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store_.GetMetadata(document));
  return FindFurniture(text, furniture_->OfSource(FurnitureSource(metadata)));
}

absl::StatusOr<std::shared_ptr<const PreparedText>> TextSource::Get(BlockNumber block) {
  const std::pair key(block.document, block.block);
  if (const auto found = entries_.find(key); found != entries_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second.place);
    return found->second.text;
  }
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store_.GetBlocks(block.document));
  if (block.block >= blocks.size()) {
    return absl::DataLossError(
        absl::StrCat("document ", block.document, " has no block ", block.block, "; run copydesk store check"));
  }
  COPYDESK_ASSIGN_OR_RETURN(const std::string text, store_.GetText(block.document));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<TextRange> furniture, FurnitureOf(block.document, text));
  auto prepared = std::make_shared<const PreparedText>(PrepareText(text, blocks[block.block].parts, furniture));
  bytes_ += prepared->MemoryBytes();
  recent_.push_front(block);
  entries_[key] = {.text = prepared, .place = recent_.begin()};
  while (bytes_ > budget_ && recent_.size() > 1) {
    const auto oldest = entries_.find(std::pair(recent_.back().document, recent_.back().block));
    bytes_ -= oldest->second.text->MemoryBytes();
    entries_.erase(oldest);
    recent_.pop_back();
  }
  return prepared;
}

}  // namespace copydesk
