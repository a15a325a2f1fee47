#include "text/set_overlap.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "text/hash_slot.h"

namespace copydesk {
namespace {

constexpr std::uint8_t kInA = 1;
constexpr std::uint8_t kInB = 2;

class Table {
 public:
  explicit Table(std::size_t values) : slots_(HashSlots(values)), in_(slots_.size(), 0) {
    if (keys_.size() < slots_.size()) keys_.resize(slots_.size());
  }

  // What is in the slot of a value, which holds it afterwards.
  std::uint8_t& InOf(std::uint64_t value) {
    std::size_t slot = slots_.SlotOf(value);
    while (in_[slot] != 0 && keys_[slot] != value) slot = slots_.Next(slot);
    keys_[slot] = value;
    return in_[slot];
  }

 private:
  HashSlots slots_;
  std::vector<std::uint8_t> in_;  // 0: nothing
  static thread_local std::vector<std::uint64_t> keys_;
};

thread_local std::vector<std::uint64_t> Table::keys_;

}  // namespace

SetOverlap CountOverlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  Table table(a.size() + b.size());
  SetOverlap overlap;
  for (const std::uint64_t value : a) {
    std::uint8_t& in = table.InOf(value);
    overlap.a += in == 0 ? 1 : 0;
    in = kInA;
  }
  for (const std::uint64_t value : b) {
    std::uint8_t& in = table.InOf(value);
    overlap.b += (in & kInB) == 0 ? 1 : 0;
    overlap.shared += in == kInA ? 1 : 0;
    in |= kInB;
  }
  return overlap;
}

}  // namespace copydesk
