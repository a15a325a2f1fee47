// The vector kernels of tokenising. A piece of text goes through several simple loops, one after the other, each of
// which stays in the cache: bytes to bit masks and folded bytes; masks to the places where words begin and end; words
// to hashes. Each kernel is one source for all targets of Highway, chosen once a call, and gives the same on all of
// them.
#ifndef COPYDESK_TEXT_TOKEN_KERNELS_H_
#define COPYDESK_TEXT_TOKEN_KERNELS_H_

#include <cstddef>
#include <cstdint>

#include "text/character_rows.h"

namespace copydesk {

inline constexpr std::size_t kMaxPiece = std::size_t{8} << 10;  // bytes

// One bit for each byte of a piece, bit 0 of block[0] first; after them are zeros.
struct ByteMask {
  std::uint64_t block[kMaxPiece / 64 + 2];

  [[nodiscard]] bool Has(std::size_t at) const { return (block[at / 64] >> (at % 64) & 1) != 0; }
  void Set(std::size_t at) { block[at / 64] |= std::uint64_t{1} << (at % 64); }
  void Reset(std::size_t at) { block[at / 64] &= ~(std::uint64_t{1} << (at % 64)); }
  // The bits of block i, each moved to the byte after its own.
  [[nodiscard]] std::uint64_t After(std::size_t i) const { return block[i] << 1 | (i == 0 ? 0 : block[i - 1] >> 63); }
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
  std::uint8_t before[64];              // zeros
  std::uint8_t bytes[kMaxPiece + 128];  // the text, and at least 64 zeros
  // Folded, byte for byte, where kSpecialKind, kSlowKind and kWideJoinerKind do not say otherwise; and room for words
  // that are put together anew.
  std::uint8_t folded[4 * kMaxPiece + 256];

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
  ByteMask words;        // all bytes of words: set by FindWordEdges
  std::uint8_t kinds;    // of the characters above ASCII, and perhaps more: CharacterKind
  std::uint8_t scripts;  // of the foreign letters, and perhaps more: CharacterRow::scripts
};

// Sets the first four masks and the folded bytes for a text that is ASCII; false, with some of them set, for another.
[[nodiscard]] bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece);

// The same for the UTF-8 in piece->bytes, with all masks.
void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece);

// The room that lists of positions in a piece need: for kernels store eight at a time.
inline constexpr std::size_t kMaxPositions = kMaxPiece + 16;

struct WordNumbers {
  std::size_t count = 0;
  std::uint16_t words[kMaxPiece];
};

// Writes the positions at which words of the first `size` bytes begin and end, in turn, and returns how many words.
// *numbers gets the indices of those that an ASCII digit begins.
[[nodiscard]] std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges,
                                        WordNumbers* numbers);

// What unmasking (text/unmask.h) does with a word of a piece whose foreign letters are of one script.
struct WordEvent {
  enum Kind : std::uint32_t {
    kForeign,    // Guise::kForeign
    kLookAlike,  // Guise::kLookAlike, and no foreign word is near before it in the piece
    kOther,      // has a special character, or foreign letters beside others
  };
  std::uint32_t word;
  Kind kind;
};

// Writes, in order, what happens in the first `size` bytes that FindWordEdges has seen, and returns how many. Of
// foreign words with no other event between them only the first and the last are there: the others change nothing.
[[nodiscard]] std::size_t FindWordEvents(const TokenPiece& piece, std::size_t size, WordEvent* events);

// Writes the positions of set bits of the first `blocks` blocks, ascending, and returns how many.
[[nodiscard]] std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions);

// All characters of scripts without spaces in a piece are as long.
inline constexpr std::uint32_t kBytesOfUnspaced = 3;

// Writes the edges of `count` bigrams of characters, each with the one after it of the `count` + 1 that begin at
// characters[0], characters[1] ... To *distant go the numbers of those whose two characters are not beside each other,
// counted from `first`; returns how many. `distant` has room for 8 more than there can be.
[[nodiscard]] std::size_t PairCharacters(const std::uint32_t* characters, std::size_t count, std::uint32_t first,
                                         std::uint32_t* edges, std::uint32_t* distant);

// For the words, none of them empty, between each two `edges` of `folded`, after all of which 16 more bytes are
// readable: HashWord (text/word_hash.h), and the edges counted from `base`.
void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_TOKEN_KERNELS_H_
