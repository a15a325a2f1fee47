#include "match/relatives.h"

#include <algorithm>
#include <utility>

namespace copydesk {
namespace {

// `ancestor` is reached from `block` over parents.
bool IsAncestor(std::span<const Block> blocks, std::size_t ancestor, std::size_t block) {
  const Block* at = &blocks[block];
  for (std::size_t steps = 0; steps < blocks.size() && !at->parent.empty(); ++steps) {
    const auto parent =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& other) { return other.name == at->parent; });
    if (parent == blocks.end()) return false;
    if (parent == blocks.begin() + static_cast<std::ptrdiff_t>(ancestor)) return true;
    at = &*parent;
  }
  return false;
}

}  // namespace

bool AreRelatives(std::span<const Block> blocks, std::size_t a, std::size_t b) {
  if (a >= blocks.size() || b >= blocks.size()) return false;
  return a == b || IsAncestor(blocks, a, b) || IsAncestor(blocks, b, a);
}

bool Relatives::Contains(const BlockPair& pair) {
  if (pair.first.document != pair.second.document) return false;
  const auto [entry, is_new] = blocks_.try_emplace(pair.first.document);
  if (is_new) {
    absl::StatusOr<std::vector<Block>> blocks = store_.GetBlocks(pair.first.document);
    status_.Update(blocks.status());
    if (blocks.ok()) {
      // Names and parents are all that is looked at.
      for (Block& block : *blocks) {
        Block kept;
        kept.name = std::move(block.name);
        kept.parent = std::move(block.parent);
        entry->second.push_back(std::move(kept));
      }
    }
  }
  return AreRelatives(entry->second, pair.first.block, pair.second.block);
}

}  // namespace copydesk
