// XXH3-128 over token hashes (not over materialised text, which costs seven times as much).
#ifndef COPYDESK_SKETCH_CONTENT_HASH_H_
#define COPYDESK_SKETCH_CONTENT_HASH_H_

#include <cstdint>
#include <span>

#include "base/hash.h"
#include "copydesk/signature.h"

namespace copydesk {

// All zero for no tokens, so that empty texts are told apart from all others.
[[nodiscard]] inline ContentHash HashContent(std::span<const std::uint64_t> tokens) noexcept {
  if (tokens.empty()) return {};
  const Hash128 hash = HashWords128(tokens);
  return {.high = hash.high, .low = hash.low};
}

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_CONTENT_HASH_H_
