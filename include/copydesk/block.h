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

// A digest is a related block whose items are blocks of their own, with the digest as `parent`. Title, source, age and
// credit are as printed, in white space of single spaces, and empty when the page does not say.
struct Block {
  std::string name = "0";  // "2"; "1.3" for the third item of block 1; "0" for a document that is one article
  BlockRole role = BlockRole::kMain;
  std::string parent;                   // name of the block that this one is an item of; empty: of none
  std::string title;                    // outside `parts`, where the page prints one
  std::string source;                   // the outlet that the page names
  std::string age;                      // "3 hours ago"; a printed date or time
  std::string published;                // ISO 8601, when `age` or the page tells it; else empty
  std::string credit;                   // the agency or author line that ends the block; never that of a photo
  std::string link;                     // as in the page: where a teaser leads; of an article, its own address
  std::vector<TextRange> parts;         // ascending, disjoint
  std::vector<TextRange> source_parts;  // of an HTML page: bytes of its source that hold `parts`; else empty
  std::uint32_t words = 0;              // tokens
  std::uint32_t disguised = 0;          // characters that look like others or like nothing, inside words

  friend bool operator==(const Block&, const Block&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_BLOCK_H_
