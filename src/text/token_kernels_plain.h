// The kernels of text/token_kernels.h in plain code: for machines without vectors, and what tests compare with.
#ifndef COPYDESK_TEXT_TOKEN_KERNELS_PLAIN_H_
#define COPYDESK_TEXT_TOKEN_KERNELS_PLAIN_H_

#include <cstddef>
#include <cstdint>

#include "text/character_rows.h"
#include "text/token_kernels.h"

namespace copydesk::plain {

[[nodiscard]] bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece);
void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece);
[[nodiscard]] std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges,
                                        WordNumbers* numbers);
[[nodiscard]] std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions);
[[nodiscard]] std::size_t PairCharacters(const std::uint32_t* characters, std::size_t count, std::uint32_t first,
                                         std::uint32_t* edges, std::uint32_t* distant);
void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end);

}  // namespace copydesk::plain

#endif  // COPYDESK_TEXT_TOKEN_KERNELS_PLAIN_H_
