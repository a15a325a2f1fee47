// Places in tables of hashes with open addressing.
#ifndef COPYDESK_MATCH_HASH_SLOT_H_
#define COPYDESK_MATCH_HASH_SLOT_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/hash.h"

namespace copydesk {

// The slots of a table for so many values: a power of two, of which at most two thirds are taken. Where a value goes
// depends on an address that the system chooses, so that nobody can make texts whose hashes meet.
class HashSlots {
 public:
  explicit HashSlots(std::size_t values)
      : mask_(std::bit_ceil(std::max<std::size_t>(16, values + values / 2)) - 1),
        seed_(reinterpret_cast<std::uintptr_t>(&kSomewhere)) {}

  [[nodiscard]] std::size_t size() const { return mask_ + 1; }
  [[nodiscard]] std::size_t SlotOf(std::uint64_t value) const { return Mix64(value ^ seed_) & mask_; }
  [[nodiscard]] std::size_t Next(std::size_t slot) const { return (slot + 1) & mask_; }

 private:
  static inline const char kSomewhere = 0;

  std::size_t mask_;
  std::uint64_t seed_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_HASH_SLOT_H_
