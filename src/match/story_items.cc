#include "match/story_items.h"

#include <algorithm>
#include <tuple>

#include "base/cancel.h"
#include "base/status.h"
#include "match/block_time.h"
#include "match/furniture_passages.h"
#include "sketch/story_identity.h"

namespace copydesk {

bool TellsStory(const Block& block, const Signature& signature) {
  return !signature.terms.terms.empty() && block.role != BlockRole::kFurniture;
}

absl::StatusOr<StoryItems> StoryItems::Load(const Store& store, const FurnitureModel* furniture,
                                            const std::atomic<bool>* cancel, TermModel::Builder* counts) {
  StoryItems result;
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> known;
  const std::uint64_t count = store.DocumentCount();
  for (DocumentNumber number = 0; number < count; ++number) {
    if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    const auto has_terms = [](const Signature& signature) { return !signature.terms.terms.empty(); };
    if (std::none_of(signatures.begin(), signatures.end(), has_terms)) continue;
    COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(number));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(number));
    const bool may_have_furniture = furniture != nullptr && !furniture->OfSource(FurnitureSource(metadata)).empty();
    for (std::uint32_t i = 0; i < signatures.size() && i < blocks.size(); ++i) {
      if (!TellsStory(blocks[i], signatures[i])) continue;
      const Hash128 identity = IdentifyStory(signatures[i]);
      const auto [entry, is_new] = known.try_emplace({identity.high, identity.low}, result.items_.size());
      if (is_new) {
        result.items_.push_back({.content = signatures[i].content, .identity = identity, .blocks = {}});
        if (counts != nullptr) counts->Add(signatures[i].terms);
      }
      result.items_[entry->second].blocks.push_back({.block = {.document = number, .block = i},
                                                     .time = BlockTime(metadata, blocks[i]),
                                                     .may_have_furniture = may_have_furniture});
    }
  }
  std::sort(result.items_.begin(), result.items_.end(), [](const StoryItem& x, const StoryItem& y) {
    return std::tie(x.content.low, x.content.high, x.identity.low, x.identity.high) <
           std::tie(y.content.low, y.content.high, y.identity.low, y.identity.high);
  });
  for (std::size_t i = 0; i < result.items_.size(); ++i) {
    for (const StoryBlock& block : result.items_[i].blocks) {
      result.item_of_[{block.block.document, block.block.block}] = static_cast<std::uint32_t>(i);
    }
  }
  return result;
}

std::optional<std::size_t> StoryItems::Find(BlockNumber block) const {
  const auto found = item_of_.find({block.document, block.block});
  if (found == item_of_.end()) return std::nullopt;
  return found->second;
}

}  // namespace copydesk
