// A posting together with the hash of its list: what is sorted, and what a key of the disk store holds.
#ifndef COPYDESK_STORE_POSTING_ENTRY_H_
#define COPYDESK_STORE_POSTING_ENTRY_H_

#include <compare>
#include <cstdint>

#include "copydesk/store.h"

namespace copydesk {

// A document has at most this many blocks: a posting keeps the block in 16 bits.
inline constexpr std::uint32_t kMaxBlocks = 1u << 16;

// Ordered by list, then as postings are within one. 24 bytes: document and block share a word, which leaves 48 bits
// for the document.
struct PostingEntry {
  std::uint64_t hash = 0;
  std::uint64_t order = 0;
  std::uint64_t location = 0;  // document << 16 | block

  static constexpr PostingEntry Make(std::uint64_t hash, std::uint64_t order, BlockNumber block) {
    return {.hash = hash, .order = order, .location = block.document << 16 | block.block};
  }
  [[nodiscard]] constexpr DocumentNumber document() const { return location >> 16; }
  [[nodiscard]] constexpr std::uint32_t block() const { return static_cast<std::uint32_t>(location & 0xffff); }
  [[nodiscard]] constexpr Posting posting() const {
    return {.order = order, .block = {.document = document(), .block = block()}};
  }

  friend constexpr auto operator<=>(const PostingEntry&, const PostingEntry&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_ENTRY_H_
