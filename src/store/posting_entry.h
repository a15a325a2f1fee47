// A posting together with the key of its list: what is sorted, and what the keys and values of the disk store hold.
#ifndef COPYDESK_STORE_POSTING_ENTRY_H_
#define COPYDESK_STORE_POSTING_ENTRY_H_

#include <compare>
#include <cstdint>
#include <utility>

#include "copydesk/store.h"

namespace copydesk {

// A document has at most this many blocks: a posting keeps the block in 16 bits.
inline constexpr std::uint32_t kMaxBlocks = 1u << 16;

// Documents ever added to one store: a posting keeps the number in 40 bits.
inline constexpr std::uint64_t kMaxDocuments = std::uint64_t{1} << 40;

// 128 bits, from the highest: key of the list 48 (see ListKey), order 24 (see ListOrder), document 40, block 16.
// Compared as one number: by list, then as postings are within one. The low half comes first, as in the 128-bit
// numbers that are sorted with vectors.
struct PostingEntry {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  static constexpr PostingEntry Make(std::uint64_t hash, std::uint64_t order, BlockNumber block) {
    const std::uint64_t reduced = ListOrder(order);
    return {.low = reduced << 56 | block.document << 16 | block.block, .high = ListKey(hash) << 16 | reduced >> 8};
  }
  [[nodiscard]] constexpr std::uint64_t list() const { return high >> 16; }
  [[nodiscard]] constexpr std::uint64_t order() const { return (high & 0xffff) << 8 | low >> 56; }
  [[nodiscard]] constexpr DocumentNumber document() const { return low >> 16 & (kMaxDocuments - 1); }
  [[nodiscard]] constexpr std::uint32_t block() const { return static_cast<std::uint32_t>(low & 0xffff); }
  [[nodiscard]] constexpr Posting posting() const {
    return {.order = order(), .block = {.document = document(), .block = block()}};
  }

  friend constexpr bool operator==(const PostingEntry&, const PostingEntry&) = default;
  friend constexpr auto operator<=>(const PostingEntry& x, const PostingEntry& y) {
    return x.high != y.high ? x.high <=> y.high : x.low <=> y.low;
  }
};
static_assert(sizeof(PostingEntry) == 16);

// Order and list of the entries that a hash of 128 bits has in `contents`, `stories` and `ids`: one for all of them.
using EntryHash = std::pair<std::uint64_t, std::uint64_t>;
[[nodiscard]] constexpr EntryHash EntryHashOf(std::uint64_t high, std::uint64_t low) {
  return {ListOrder(high), ListKey(low)};
}

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_ENTRY_H_
