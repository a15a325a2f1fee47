// A table from the hash of some consecutive tokens to the places that have it, made once.
#ifndef COPYDESK_DEDUP_HASH_PLACES_H_
#define COPYDESK_DEDUP_HASH_PLACES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// The hashes of all runs of `length` tokens in turn, by a polynomial modulo 2^64: one multiplication and two additions
// a token (R. Karp, M. Rabin, "Efficient randomized pattern-matching algorithms", 1987). Its low bits depend on the low
// bits of tokens only, which are hashes themselves.
class RollingHash {
 public:
  explicit RollingHash(std::size_t length);

  [[nodiscard]] std::uint64_t Of(std::span<const std::uint64_t> tokens) const;  // all of them, as many as `length`

  // From the hash of `length` tokens, the first of which is `gone`, to that of the run one token on, which ends with
  // `next`.
  [[nodiscard]] std::uint64_t Roll(std::uint64_t hash, std::uint64_t gone, std::uint64_t next) const {
    return (hash - gone * first_) * kBase + next;
  }

 private:
  static constexpr std::uint64_t kBase = 0x9e3779b97f4a7c15u;  // odd

  std::uint64_t first_ = 1;  // what the first token of a run counts
};

// 24 to 48 bytes a hash and 4 a place. A hash that is not there is mostly refused by a bit map that fits a cache. Const
// functions are thread-safe.
class HashPlaces {
 public:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t place = 0;
  };

  HashPlaces() = default;

  // In any order.
  explicit HashPlaces(std::vector<Entry> entries);

  // Ascending; empty for a hash that is not there.
  [[nodiscard]] std::span<const std::uint32_t> Find(std::uint64_t hash) const;

  [[nodiscard]] bool empty() const { return places_.empty(); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t first = 0;  // of places_
    std::uint32_t count = 0;  // 0: free
  };

  std::vector<std::uint64_t> map_;  // bits
  std::uint64_t map_mask_ = 0;
  std::vector<Slot> slots_;  // a power of two, at most two thirds full
  std::uint64_t mask_ = 0;
  std::vector<std::uint32_t> places_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_HASH_PLACES_H_
