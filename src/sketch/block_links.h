// The addresses that the blocks of a document lead to, or stand at: two blocks with one of them tell one story.
#ifndef COPYDESK_SKETCH_BLOCK_LINKS_H_
#define COPYDESK_SKETCH_BLOCK_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/document.h"

namespace copydesk {

// An address that one page shows under more headlines than this leads to no single story.
inline constexpr std::size_t kMaxHeadlines = 5;

struct BlockLink {
  std::uint32_t block = 0;
  std::uint64_t key = 0;   // hash of the address
  bool is_target = false;  // the block is what stands there; else it leads there
  std::string address;     // see CanonicalLink

  friend bool operator==(const BlockLink&, const BlockLink&) = default;
};

// By block, then by key, each once; two at most of a block. A teaser leads to its link. An article stands at the
// address of its document, and at the one that the page gives as its own. None are addresses that name no story
// (NamesStory), those that a page shows under more than kMaxHeadlines headlines, and its own on the page itself. A
// relative link of a document without an address is told apart by the document's id: it meets others of the same
// document only.
//
// A pure function of what a store keeps of a document. Linear.
[[nodiscard]] std::vector<BlockLink> FindBlockLinks(const Metadata& metadata, std::span<const Block> blocks);

// The hash under which a block is posted for one of its addresses, before its period is added (TermHash): apart for
// those that stand there, which are looked for by those that lead there, and never by one another.
[[nodiscard]] std::uint64_t LinkTerm(std::uint64_t key, bool is_target);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BLOCK_LINKS_H_
