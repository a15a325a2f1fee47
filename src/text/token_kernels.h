// The vector kernels of tokenising. A piece of text goes through several simple loops, one after the other, each of which
// stays in the cache: bytes to bit masks and folded bytes; masks to the places where words begin and end; words to
// hashes. Each kernel is one source for all targets of Highway, chosen once a call, and gives the same on all of them.
#ifndef COPYDESK_TEXT_TOKEN_KERNELS_H_
#define COPYDESK_TEXT_TOKEN_KERNELS_H_

#include <cstddef>
#include <cstdint>

#include "text/character_rows.h"

namespace copydesk {

inline constexpr std::size_t kMaxPiece = std::size_t{8} << 10;  // bytes

// One bit for each byte of a piece, bit 0 of block[0] first; before and after them are zeros.
struct ByteMask {
  std::uint64_t before;
  std::uint64_t block[kMaxPiece / 64 + 2];

  [[nodiscard]] bool Has(std::size_t at) const { return (block[at / 64] >> (at % 64) & 1) != 0; }
  void Set(std::size_t at) { block[at / 64] |= std::uint64_t{1} << (at % 64); }
  // Whether some bit of [begin, end) is set; the range is not empty and ends in the piece.
  [[nodiscard]] bool HasAny(std::size_t begin, std::size_t end) const {
    const std::size_t first = begin / 64;
    const std::size_t last = (end - 1) / 64;
    const std::uint64_t from = ~std::uint64_t{0} << (begin % 64);
    const std::uint64_t to = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
    if (first == last) return (block[first] & from & to) != 0;
    if ((block[first] & from) != 0 || (block[last] & to) != 0) return true;
    for (std::size_t i = first + 1; i < last; ++i) {
      if (block[i] != 0) return true;
    }
    return false;
  }
};

// A piece of UTF-8 that begins and ends at borders of characters, and what the kernels find in it. Masks hold for all
// bytes of a character. Of ASCII, only the first four are set.
struct alignas(64) TokenPiece {
  std::uint8_t before[64];            // zeros
  std::uint8_t bytes[kMaxPiece + 128];  // the text, and at least 64 zeros
  // Folded, byte for byte, where kSpecialKind, kSlowKind and kWideJoinerKind do not say otherwise; and as much again for
  // words that become shorter.
  std::uint8_t folded[2 * kMaxPiece + 256];

  ByteMask letters;
  ByteMask digits;
  ByteMask apostrophes;  // ASCII
  ByteMask points;       // ASCII

  ByteMask unspaced;
  ByteMask wide_joiners;
  ByteMask foreign;
  ByteMask alone;
  ByteMask special;
  ByteMask slow;
  ByteMask trailing;     // bytes of a character after its first
  std::uint8_t scripts;  // of the foreign letters, and perhaps more: CharacterRow::scripts
};

// Sets the first four masks and the folded bytes; false, with nothing set, when some byte is not ASCII.
[[nodiscard]] bool ClassifyAscii(std::size_t size, TokenPiece* piece);

// The same for UTF-8, with all masks.
void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece);

// The room that lists of positions in a piece need: for kernels store eight at a time.
inline constexpr std::size_t kMaxPositions = kMaxPiece + 16;

// Writes the positions at which words of the first `size` bytes begin and end, in turn, and returns how many words.
[[nodiscard]] std::size_t FindWordEdges(const TokenPiece& piece, std::size_t size, std::uint32_t* edges);

// Writes the positions of set bits of the first `blocks` blocks, ascending, and returns how many.
[[nodiscard]] std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions);

// HashWord (text/word_hash.h) of the bytes between each two `edges` of `folded`, after all of which 16 more are readable,
// and whether an ASCII digit begins each. `count` is at most kMaxPiece.
void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint64_t* hash,
               std::uint8_t* number);

// Deals out edges, counted from `base`.
void SplitEdges(const std::uint32_t* edges, std::size_t count, std::uint32_t base, std::uint32_t* begin,
                std::uint32_t* end);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_TOKEN_KERNELS_H_
