#include "match/story_items.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "match/furniture_passages.h"
#include "sketch/block_links.h"
#include "sketch/block_time.h"
#include "sketch/story_identity.h"

namespace copydesk {

bool TellsStory(const Block& block, const Signature& signature) {
  return !signature.terms.terms.empty() && block.role != BlockRole::kFurniture;
}

namespace {

// A block that tells a story, as it is read.
struct Told {
  ContentHash content;
  Hash128 identity;
  StoryBlock block;
  BlockTerms terms;
};

// What one task reads.
struct Part {
  std::vector<Told> told;
  std::vector<LinkedBlock> links;
};

absl::Status ReadTold(const Store& store, DocumentNumber number, const FurnitureModel* furniture, bool with_links,
                      Part* part) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<Signature> signatures, store.GetSignatures(number));
  const auto has_terms = [](const Signature& signature) { return !signature.terms.terms.empty(); };
  if (!with_links && std::none_of(signatures.begin(), signatures.end(), has_terms)) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(number));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(number));
  const bool may_have_furniture = furniture != nullptr && !furniture->OfSource(FurnitureSource(metadata)).empty();
  if (with_links) {
    for (const BlockLink& link : FindBlockLinks(metadata, blocks)) {
      if (link.block >= signatures.size() || signatures[link.block].tokens == 0) continue;
      part->links.push_back({.block = {.document = number, .block = link.block},
                             .time = BlockTime(metadata, blocks[link.block]),
                             .content = signatures[link.block].content,
                             .key = link.key,
                             .is_target = link.is_target});
    }
  }
  for (std::uint32_t i = 0; i < signatures.size() && i < blocks.size(); ++i) {
    if (!TellsStory(blocks[i], signatures[i])) continue;
    part->told.push_back({.content = signatures[i].content,
                          .identity = IdentifyStory(signatures[i]),
                          .block = {.block = {.document = number, .block = i},
                                    .time = BlockTime(metadata, blocks[i]),
                                    .may_have_furniture = may_have_furniture},
                          .terms = {}});
    part->told.back().terms = std::move(signatures[i].terms);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<StoryItems> StoryItems::Load(const Store& store, const FurnitureModel* furniture, int threads,
                                            const std::atomic<bool>* cancel, TermModel::Builder* counts,
                                            std::vector<LinkedBlock>* links) {
  constexpr DocumentNumber kPerPart = 64;
  const DocumentNumber count = store.EndNumber();
  const std::size_t parts = (count + kPerPart - 1) / kPerPart;
  std::vector<Part> read(parts);
  std::vector<absl::Status> errors(parts);
  absl::Status status;
  StoryItems result;
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> known;
  const auto read_part = [&](std::size_t part) {
    const DocumentNumber end = std::min(count, (part + 1) * kPerPart);
    for (DocumentNumber number = part * kPerPart; number < end && errors[part].ok(); ++number) {
      if (!store.Contains(number)) continue;
      errors[part] = IsCancelled(cancel) ? absl::CancelledError("interrupted")
                                         : ReadTold(store, number, furniture, links != nullptr, &read[part]);
    }
  };
  ParallelInOrder(parts, threads, read_part, [&](std::size_t part) {
    status.Update(errors[part]);
    Part taken = std::exchange(read[part], {});
    if (links != nullptr) links->insert(links->end(), taken.links.begin(), taken.links.end());
    for (Told& told : taken.told) {
      const auto [entry, is_new] = known.try_emplace({told.identity.high, told.identity.low}, result.items_.size());
      if (is_new) {
        result.items_.push_back({.content = told.content, .identity = told.identity, .blocks = {}});
        if (counts != nullptr) counts->Add(told.terms);
      }
      result.items_[entry->second].blocks.push_back(told.block);
    }
  });
  COPYDESK_RETURN_IF_ERROR(status);
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
