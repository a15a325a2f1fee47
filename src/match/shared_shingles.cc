#include "match/shared_shingles.h"

#include <algorithm>
#include <utility>

#include "text/shingles.h"

namespace copydesk {

ShingleIndex::ShingleIndex(std::span<const std::uint64_t> tokens, int k)
    : k_(k),
      size_(static_cast<std::uint32_t>(NumShingles(tokens.size(), k))),
      slots_(size_),
      hashes_(std::make_unique_for_overwrite<std::uint64_t[]>(size_)),
      first_(std::make_unique_for_overwrite<std::uint32_t[]>(size_)),
      next_(std::make_unique_for_overwrite<std::uint32_t[]>(size_)),
      table_(slots_.size(), kNone) {
  ShingleHashes(tokens, k, std::span(hashes_.get(), size_));
  // Backwards, so that places are linked in their order.
  for (std::uint32_t place = size_; place-- > 0;) {
    std::uint32_t& entry = table_[SlotOf(hashes_[place])];
    distinct_ += entry == kNone ? 1 : 0;
    next_[place] = entry;
    first_[place] = entry = place;
  }
  for (std::uint32_t place = 0; place < size_ && distinct_ < size_; ++place) {
    if (next_[place] != kNone) first_[next_[place]] = first_[place];
  }
}

namespace {

constexpr std::uint32_t kNone = ShingleIndex::kNone;

// The walk over text b along the index of text a.
class Walk {
 public:
  Walk(std::span<const std::uint64_t> a, const ShingleIndex& in_a, std::span<const std::uint64_t> b,
       std::uint32_t min_length)
      : a_(a), in_a_(in_a), b_(b), min_length_(min_length), tried_(in_a.size(), 0) {}

  SharedShingles Run(const ShingleIndex& in_b) {
    result_.in_a = in_a_.NumDistinct();
    result_.in_b = in_b.NumDistinct();
    // Where a shingle of b was found in a, the next one is most often behind it.
    std::uint32_t behind = kNone;
    for (std::uint32_t q = 0; q < in_b.size(); ++q) {
      std::uint32_t first = kNone;
      if (behind < in_a_.size() && in_a_[behind] == in_b[q]) {
        first = in_a_.FirstLike(behind);
      } else {
        first = behind = in_a_.Find(in_b[q]);
      }
      if (first == kNone) continue;
      Pair(first, q);
      ++behind;
    }
    return std::move(result_);
  }

 private:
  void Pair(std::uint32_t first, std::uint32_t q) {
    if (tried_[first] == kMaxPlaces) {
      result_.is_bounded = true;
      return;
    }
    result_.in_both += tried_[first]++ == 0 ? 1 : 0;
    std::size_t left = kMaxPlaces;
    for (std::uint32_t p = first; p != kNone; p = in_a_.NextLike(p), --left) {
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
  const ShingleIndex& in_a_;
  std::span<const std::uint64_t> b_;
  std::uint32_t min_length_;
  std::vector<std::uint8_t> tried_;  // of a shingle in both texts, by its first place in a: places in b
  SharedShingles result_;
};

}  // namespace

SharedShingles CompareShingles(std::span<const std::uint64_t> a, const ShingleIndex& in_a,
                               std::span<const std::uint64_t> b, const ShingleIndex& in_b, std::uint32_t min_length) {
  if (b.size() <= a.size()) return Walk(a, in_a, b, min_length).Run(in_b);
  SharedShingles shared = Walk(b, in_b, a, min_length).Run(in_a);
  std::swap(shared.in_a, shared.in_b);
  for (SharedRun& run : shared.runs) std::swap(run.a, run.b);
  return shared;
}

}  // namespace copydesk
