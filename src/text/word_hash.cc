#include "text/word_hash.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "text/aes_round.h"

namespace copydesk {
namespace {

// Numbers with nothing up their sleeve: the first 512 bits of the fraction of pi, byte by byte (243f6a88 ...).
// kKeys[0] starts the state, kKeys[1] is the key of every piece's round, kKeys[2] and kKeys[3] of the last two.
constexpr AesBlock kKeys[4] = {
    {0x886a3f24, 0xd308a385, 0x2e8a1913, 0x44737003},
    {0x223809a4, 0xd0319f29, 0x98fa2e08, 0x896c4eec},
    {0xe6212845, 0x7713d038, 0xcf6654be, 0x6c0ce934},
    {0xb729acc0, 0xdd507cc9, 0xb5d5843f, 0x170947b5},
};

static_assert(std::endian::native == std::endian::little, "pieces of words are loaded as they stand");

}  // namespace

std::uint64_t HashWord(std::string_view word) noexcept {
  const std::uint64_t length = word.size();
  AesBlock state = kKeys[0];
  state[2] ^= static_cast<std::uint32_t>(length);
  state[3] ^= static_cast<std::uint32_t>(length >> 32);
  for (std::size_t at = 0; at < word.size(); at += sizeof(AesBlock)) {
    AesBlock piece{};
    std::memcpy(piece.data(), word.data() + at, std::min(sizeof(AesBlock), word.size() - at));
    for (std::size_t i = 0; i < piece.size(); ++i) state[i] ^= piece[i];
    state = AesRound(state, kKeys[1]);
  }
  state = AesRound(AesRound(state, kKeys[2]), kKeys[3]);
  return (std::uint64_t{state[1]} << 32 | state[0]) ^ (std::uint64_t{state[3]} << 32 | state[2]);
}

}  // namespace copydesk
