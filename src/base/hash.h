// Hashing for everything but words: XXH3, and a mixer for 64-bit values. The only user of xxHash.
#ifndef COPYDESK_BASE_HASH_H_
#define COPYDESK_BASE_HASH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace copydesk {

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const Hash128&, const Hash128&) = default;
};

// XXH3 (xxHash 0.8): stable across machines and versions of the library.
[[nodiscard]] std::uint64_t Hash64(std::string_view bytes) noexcept;
[[nodiscard]] std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed) noexcept;
[[nodiscard]] Hash128 HashBytes128(std::string_view bytes) noexcept;

// HashBytes128 of bytes that come in pieces, however they are cut.
class PieceHasher {
 public:
  PieceHasher();
  ~PieceHasher();
  PieceHasher(const PieceHasher&) = delete;
  PieceHasher& operator=(const PieceHasher&) = delete;

  void Append(std::string_view piece) noexcept;
  [[nodiscard]] Hash128 Finish() const noexcept;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

// XXH3-128 of the values as little-endian bytes.
[[nodiscard]] Hash128 HashWords128(std::span<const std::uint64_t> values) noexcept;

// A bijection on 64 bits that spreads every input bit over all output bits: two multiply-xorshift rounds, as in
// the finaliser of MurmurHash3 with the constants of D. Stafford's variant 13.
[[nodiscard]] constexpr std::uint64_t Mix64(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_HASH_H_
