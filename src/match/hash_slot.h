// Places in tables of hashes with open addressing.
#ifndef COPYDESK_MATCH_HASH_SLOT_H_
#define COPYDESK_MATCH_HASH_SLOT_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/hash.h"

namespace copydesk {

// The slots of a table for so many values: a power of two, of which at most two thirds are taken. Multiply-shift
// hashing (M. Dietzfelbinger, T. Hagerup, J. Katajainen, M. Penttonen, "A reliable randomized algorithm for the
// closest-pair problem", 1997), with a factor made of an address that the system chooses, so that nobody can make texts
// whose hashes meet.
class HashSlots {
 public:
  explicit HashSlots(std::size_t values)
      : size_(std::bit_ceil(std::max<std::size_t>(16, values + values / 2))), shift_(64 - std::countr_zero(size_)) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t SlotOf(std::uint64_t value) const {
    return static_cast<std::size_t>(value * factor_ >> shift_);
  }
  [[nodiscard]] std::size_t Next(std::size_t slot) const { return (slot + 1) & (size_ - 1); }

 private:
  static inline const char kSomewhere = 0;

  std::size_t size_;
  int shift_;
  std::uint64_t factor_ = Mix64(reinterpret_cast<std::uintptr_t>(&kSomewhere)) | 1;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_HASH_SLOT_H_
