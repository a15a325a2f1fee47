// A block: a part of a document that stands for itself and is compared as a unit.
#ifndef COPYDESK_BLOCK_H_
#define COPYDESK_BLOCK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

enum class BlockRole : std::uint8_t { kMain = 0, kRelated = 1, kDigestItem = 2, kTeaser = 3, kFurniture = 4 };

// "main", "related", "digest-item", "teaser", "furniture".
[[nodiscard]] std::string_view BlockRoleName(BlockRole role);

// Bytes [begin, end) of a document's text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct Block {
  std::string name = "0";  // "2"; "1.3" for the third item of block 1; "0" for a document that is one article
  BlockRole role = BlockRole::kMain;
  std::vector<TextRange> parts;  // ascending, disjoint
  std::uint32_t words = 0;       // tokens

  friend bool operator==(const Block&, const Block&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_BLOCK_H_
