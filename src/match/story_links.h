// Pairs of stored blocks with one address: both lead to it, or one leads to where the other stands. They tell one
// story, whatever their words are.
#ifndef COPYDESK_MATCH_STORY_LINKS_H_
#define COPYDESK_MATCH_STORY_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/candidates.h"
#include "sketch/block_links.h"

namespace copydesk {

// The least probability of a pair with one address. docs/tuning.md says what it rests on.
inline constexpr double kLinkProbability = 0.97;

// The probability of a pair, whose texts say `of_texts`, when its blocks have one address.
[[nodiscard]] inline double WithLink(std::optional<double> of_texts) {
  return of_texts.value_or(0) > kLinkProbability ? *of_texts : kLinkProbability;
}

struct LinkLimits {
  // Blocks of one address up to this number are all paired; of more, each with one block of the first `kept` contents
  // only, in content-hash order.
  std::size_t link_cap = 100;
  std::size_t kept = 32;
};

// Which of several blocks of one content stands for them. Not called with none.
using FirstOf = std::function<BlockNumber(const std::vector<BlockNumber>&)>;

// One address of one block. A block may be in several.
struct LinkedBlock {
  BlockNumber block;
  std::optional<std::int64_t> time;  // see BlockTime
  ContentHash content;
  std::uint64_t key = 0;  // as in BlockLink
  bool is_target = false;
};

// Whether nothing that is known of their times keeps blocks apart. `window` in seconds; none: no window.
[[nodiscard]] bool AreWithin(std::optional<std::int64_t> window, std::optional<std::int64_t> x,
                             std::optional<std::int64_t> y);

// All of a store. About 80 bytes an address that several blocks have, one of which leads to it.
class StoryLinks {
 public:
  StoryLinks() = default;
  StoryLinks(std::vector<LinkedBlock> blocks, std::optional<std::int64_t> window);

  // Whether two blocks have one address, at least one leads to it, and their times are inside the window. O(log n).
  [[nodiscard]] bool Share(BlockNumber a, BlockNumber b) const;

  struct Found {
    std::vector<BlockPair> pairs;      // ascending, each once
    std::vector<BlockNumber> bounded;  // ascending: those that the limits kept from being paired with all others
    std::uint64_t large_links = 0;     // addresses of more blocks than LinkLimits::link_cap
  };

  // Pairs of the blocks for which `takes_part` holds that share an address, but for blocks of equal content: those are
  // copies. The same in whatever order documents were added, as far as `first_of` is.
  [[nodiscard]] Found FindPairs(const std::function<bool(BlockNumber)>& takes_part, const FirstOf& first_of,
                                const LinkLimits& limits) const;

 private:
  // Those of a block with the others of its address.
  void AddPairs(const LinkedBlock& centre, std::span<const LinkedBlock> group, std::vector<BlockPair>* pairs) const;

  // Of one block.
  [[nodiscard]] std::span<const LinkedBlock> Of(BlockNumber block) const;

  std::vector<LinkedBlock> by_key_;    // by key, content, block
  std::vector<LinkedBlock> by_block_;  // by block, key
  std::optional<std::int64_t> window_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_LINKS_H_
