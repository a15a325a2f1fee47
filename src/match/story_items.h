// The blocks of a store as the search for stories sees them.
#ifndef COPYDESK_MATCH_STORY_ITEMS_H_
#define COPYDESK_MATCH_STORY_ITEMS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/furniture_model.h"
#include "match/story_links.h"
#include "match/term_model.h"

namespace copydesk {

struct StoryBlock {
  BlockNumber block;
  std::optional<std::int64_t> time;  // see BlockTime
  bool may_have_furniture = false;   // its source has some
};

// Blocks of equal content and equal terms: one to the search.
struct StoryItem {
  ContentHash content;
  Hash128 identity;                // see IdentifyStory
  std::vector<StoryBlock> blocks;  // ascending; at least one
};

// Whether a block is one of an item: it has terms, and is no furniture.
[[nodiscard]] bool TellsStory(const Block& block, const Signature& signature);

// All items, in the order of their contents, and so the same in whatever order documents were added. About 150 bytes
// an item.
class StoryItems {
 public:
  // Reads every signature once, on several threads. With `counts`, the terms of each item are added to it, once for all
  // of its blocks; with `links`, the addresses of all blocks that are no furniture, with terms or without. `furniture`,
  // `cancel`, `counts` and `links` may be null. Errors: those of the store; Cancelled when `cancel` becomes true.
  [[nodiscard]] static absl::StatusOr<StoryItems> Load(const Store& store, const FurnitureModel* furniture, int threads,
                                                       const std::atomic<bool>* cancel, TermModel::Builder* counts,
                                                       std::vector<LinkedBlock>* links = nullptr);

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] const StoryItem& operator[](std::size_t i) const { return items_[i]; }

  // The item that a block is in; none for a block without terms.
  [[nodiscard]] std::optional<std::size_t> Find(BlockNumber block) const;

 private:
  std::vector<StoryItem> items_;
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, std::uint32_t> item_of_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_ITEMS_H_
