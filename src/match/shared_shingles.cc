#include "match/shared_shingles.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "match/hash_slot.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

// Places are those of shingles in a, and behind them those in b.
class Matcher {
 public:
  Matcher(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, int k, std::uint32_t min_length)
      : a_(a),
        b_(b),
        min_length_(min_length),
        size_a_(static_cast<std::uint32_t>(NumShingles(a.size(), k))),
        size_b_(static_cast<std::uint32_t>(NumShingles(b.size(), k))),
        slots_(std::size_t{size_a_} + size_b_),
        hashes_(std::make_unique_for_overwrite<std::uint64_t[]>(std::size_t{size_a_} + size_b_)),
        table_(slots_.size(), kNone),
        first_(std::make_unique_for_overwrite<std::uint32_t[]>(size_a_)),
        next_(std::make_unique_for_overwrite<std::uint32_t[]>(size_a_)),
        tried_(size_a_, 0) {
    ShingleHashes(a, k, std::span(hashes_.get(), size_a_));
    ShingleHashes(b, k, std::span(hashes_.get() + size_a_, size_b_));
  }

  SharedShingles Run() {
    EnterA();
    // Where a shingle of b was found in a, the next one is most often behind it.
    std::uint32_t behind = kNone;
    for (std::uint32_t q = 0; q < size_b_; ++q) {
      const std::uint64_t hash = hashes_[size_a_ + q];
      std::uint32_t first = kNone;
      if (behind < size_a_ && hashes_[behind] == hash) {
        first = first_[behind];
      } else {
        std::uint32_t& entry = SlotOf(hash);
        result_.in_b += entry == kNone ? 1 : 0;
        if (entry == kNone) entry = size_a_ + q;
        first = behind = entry;
      }
      if (first >= size_a_) {
        behind = kNone;
        continue;
      }
      Pair(first, q);
      ++behind;
    }
    result_.in_b += result_.in_both;
    return std::move(result_);
  }

 private:
  // The first place of a hash, kNone where it has none yet.
  std::uint32_t& SlotOf(std::uint64_t hash) {
    std::size_t slot = slots_.SlotOf(hash);
    while (table_[slot] != kNone && hashes_[table_[slot]] != hash) slot = slots_.Next(slot);
    return table_[slot];
  }

  // Backwards, so that places are linked in their order.
  void EnterA() {
    for (std::uint32_t p = size_a_; p-- > 0;) {
      std::uint32_t& entry = SlotOf(hashes_[p]);
      result_.in_a += entry == kNone ? 1 : 0;
      next_[p] = entry;
      first_[p] = entry = p;
    }
    if (result_.in_a == size_a_) return;
    for (std::uint32_t p = 0; p < size_a_; ++p) {
      if (next_[p] != kNone) first_[next_[p]] = first_[p];
    }
  }

  void Pair(std::uint32_t first, std::uint32_t q) {
    if (tried_[first] == kMaxPlaces) {
      result_.is_bounded = true;
      return;
    }
    result_.in_both += tried_[first]++ == 0 ? 1 : 0;
    std::size_t left = kMaxPlaces;
    for (std::uint32_t p = first; p != kNone; p = next_[p], --left) {
      if (left == 0) {
        result_.is_bounded = true;
        return;
      }
      if (p > 0 && q > 0 && a_[p - 1] == b_[q - 1]) continue;  // part of a run that began earlier
      AppendRun(p, q);
    }
  }

  void AppendRun(std::uint32_t p, std::uint32_t q) {
    const std::size_t most = std::min(a_.size() - p, b_.size() - q);
    std::uint32_t length = 0;
    while (length < most && a_[p + length] == b_[q + length]) ++length;
    if (length >= min_length_) result_.runs.push_back({.a = p, .b = q, .length = length});
  }

  std::span<const std::uint64_t> a_;
  std::span<const std::uint64_t> b_;
  std::uint32_t min_length_;
  std::uint32_t size_a_;
  std::uint32_t size_b_;
  HashSlots slots_;
  std::unique_ptr<std::uint64_t[]> hashes_;
  std::vector<std::uint32_t> table_;
  std::unique_ptr<std::uint32_t[]> first_;  // of the places in a with the same shingle
  std::unique_ptr<std::uint32_t[]> next_;   // of these, the one behind
  std::vector<std::uint8_t> tried_;         // of a shingle in both texts, by its first place in a: places in b
  SharedShingles result_;
};

}  // namespace

SharedShingles CompareShingles(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, int k,
                               std::uint32_t min_length) {
  return Matcher(a, b, k, min_length).Run();
}

}  // namespace copydesk
