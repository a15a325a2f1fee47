// What the shingles of two token sequences have in common: how many there are, and where they stand.
#ifndef COPYDESK_MATCH_SHARED_SHINGLES_H_
#define COPYDESK_MATCH_SHARED_SHINGLES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "match/hash_slot.h"

namespace copydesk {

// Tokens [a, a + length) of one text equal tokens [b, b + length) of the other.
struct SharedRun {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t length = 0;

  friend bool operator==(const SharedRun&, const SharedRun&) = default;
};

struct SharedShingles {
  // Distinct shingles: in each text, and in both.
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  std::size_t in_both = 0;

  // Equal runs of at least `min_length` tokens between which and the tokens before and behind nothing more is equal, in
  // no order. A shingle that stands in a text at more than kMaxPlaces is tried at its first ones only.
  std::vector<SharedRun> runs;
  bool is_bounded = false;  // the bound on places acted, so that runs may be missing
};

inline constexpr std::size_t kMaxPlaces = 32;  // docs/tuning.md: places of one run

// Where the shingles of a token sequence stand. Linear, and made in three fifths of the time that it
// takes to sort them.
class ShingleIndex {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // Shingles of `k` tokens (text/shingles.h).
  ShingleIndex(std::span<const std::uint64_t> tokens, int k);

  [[nodiscard]] int k() const { return k_; }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::size_t NumDistinct() const { return distinct_; }

  // The hash at a place.
  [[nodiscard]] std::uint64_t operator[](std::uint32_t place) const { return hashes_[place]; }

  // The first place of a hash, kNone where it has none; that of what stands at `place`; and the next one of it.
  [[nodiscard]] std::uint32_t Find(std::uint64_t hash) const { return table_[SlotOf(hash)]; }
  [[nodiscard]] std::uint32_t FirstLike(std::uint32_t place) const { return first_[place]; }
  [[nodiscard]] std::uint32_t NextLike(std::uint32_t place) const { return next_[place]; }

  // Heap memory of an index of so many tokens, in bytes, about.
  [[nodiscard]] static std::size_t MemoryBytes(std::size_t tokens) { return tokens * 25; }

 private:
  [[nodiscard]] std::size_t SlotOf(std::uint64_t hash) const {
    std::size_t slot = slots_.SlotOf(hash);
    while (table_[slot] != kNone && hashes_[table_[slot]] != hash) slot = slots_.Next(slot);
    return slot;
  }

  int k_;
  std::uint32_t size_;
  std::size_t distinct_ = 0;
  HashSlots slots_;
  std::unique_ptr<std::uint64_t[]> hashes_;  // by place, as the next two
  std::unique_ptr<std::uint32_t[]> first_;
  std::unique_ptr<std::uint32_t[]> next_;
  std::vector<std::uint32_t> table_;  // first places, by slot
};

// The texts a and b with their indexes, of shingles of one length; runs of fewer tokens are not found. Linear in the
// shorter text, but for 32 places each of what is repeated: a walk over it that leaves the index of the other alone as
// long as both go on alike.
[[nodiscard]] SharedShingles CompareShingles(std::span<const std::uint64_t> a, const ShingleIndex& in_a,
                                             std::span<const std::uint64_t> b, const ShingleIndex& in_b,
                                             std::uint32_t min_length);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHARED_SHINGLES_H_
