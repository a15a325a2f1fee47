#include "base/hash.h"

#include <bit>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace copydesk {

std::uint64_t Hash64(std::string_view bytes) noexcept { return XXH3_64bits(bytes.data(), bytes.size()); }

std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed) noexcept {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Hash128 HashBytes128(std::string_view bytes) noexcept {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {.high = hash.high64, .low = hash.low64};
}

struct PieceHasher::State {
  XXH3_state_t hash;
};

PieceHasher::PieceHasher() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->hash); }
PieceHasher::~PieceHasher() = default;

void PieceHasher::Append(std::string_view piece) noexcept {
  XXH3_128bits_update(&state_->hash, piece.data(), piece.size());
}

Hash128 PieceHasher::Finish() const noexcept {
  const XXH128_hash_t hash = XXH3_128bits_digest(&state_->hash);
  return {.high = hash.high64, .low = hash.low64};
}

Hash128 HashWords128(std::span<const std::uint64_t> values) noexcept {
  static_assert(std::endian::native == std::endian::little, "the bytes of the values are hashed as they stand");
  const XXH128_hash_t hash = XXH3_128bits(values.data(), values.size_bytes());
  return {.high = hash.high64, .low = hash.low64};
}

}  // namespace copydesk
