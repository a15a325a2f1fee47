#include "sketch/weighted_simhash.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "sketch/background.h"
#include "sketch/weighted_votes.h"

namespace copydesk {
namespace {

// Counts words in a hash table with linear probing by the first bits of their hashes. What is sought, or an empty slot,
// is mostly in the first place that is looked at, so that the one branch on it is foreseen.
class WordCounter {
 public:
  // Counts `tokens`, after Clear(). False when that takes many probes: words were chosen for hashes that begin alike.
  bool Count(std::span<const std::uint64_t> tokens) {
    SetSlots(std::clamp(std::bit_ceil(tokens.size() * 4), kFewestSlots, kMostSlotsAtFirst));
    std::size_t probes_left = kMostProbes * (tokens.size() + 1);
    while (!tokens.empty()) {
      if (size_ >= mask_ / 4) Grow();
      // As many as leave half of the slots empty, though all be new.
      const std::size_t count = std::min(tokens.size(), (mask_ + 1) / 2 - size_);
      if (!CountSome(tokens.first(count), &probes_left)) return false;
      tokens = tokens.subspan(count);
    }
    return true;
  }

  [[nodiscard]] CountedWords words() const {
    return {.hashes = hashes_.data(), .counts = counts_.data(), .slots = taken_.data(), .size = size_};
  }

  // Makes ready for another text, and gives back the memory of a long one.
  void Clear() {
    for (std::size_t i = 0; i < size_; ++i) counts_[taken_[i]] = 0;
    size_ = 0;
    if (counts_.size() > kMostSlotsKept) *this = WordCounter();
  }

 private:
  static constexpr std::size_t kFewestSlots = 64;
  static constexpr std::size_t kMostSlotsAtFirst = 4096;               // a long text has many repetitions
  static constexpr std::size_t kMostSlotsKept = std::size_t{1} << 16;  // 1 MB
  static constexpr std::size_t kMostProbes = 16;                       // for each token

  void SetSlots(std::size_t slots) {
    mask_ = slots - 1;
    shift_ = 64 - std::countr_zero(slots);
    if (slots <= counts_.size()) return;
    hashes_.resize(slots);
    counts_.resize(slots);
    taken_.resize(slots);
  }

  void Grow() {
    const std::vector<std::uint64_t> hashes = std::move(hashes_);
    const std::vector<std::uint32_t> counts = std::move(counts_);
    hashes_.clear();
    counts_.clear();
    SetSlots((mask_ + 1) * 4);
    for (std::size_t i = 0; i < size_; ++i) {
      const std::uint32_t old = taken_[i];
      auto slot = static_cast<std::size_t>(hashes[old] >> shift_);
      while (counts_[slot] != 0) slot = (slot + 1) & mask_;
      hashes_[slot] = hashes[old];
      counts_[slot] = counts[old];
      taken_[i] = static_cast<std::uint32_t>(slot);
    }
  }

  bool CountSome(std::span<const std::uint64_t> tokens, std::size_t* probes_left) {
    std::uint64_t* const hashes = hashes_.data();
    std::uint32_t* const counts = counts_.data();
    std::uint32_t* const taken = taken_.data();
    const int shift = shift_;
    std::size_t size = size_;
    bool is_cheap = true;
    for (const std::uint64_t token : tokens) {
      auto slot = static_cast<std::size_t>(token >> shift);
      // In arithmetic, for a branch on whether the word is new is not foreseen.
      const std::uint64_t is_taken = std::uint64_t{0} - static_cast<std::uint64_t>(counts[slot] != 0);
      if (((hashes[slot] ^ token) & is_taken) != 0) [[unlikely]] {
        slot = Probe(slot, token, probes_left);
        is_cheap = *probes_left != 0;
        if (!is_cheap) break;
      }
      const std::uint32_t count = counts[slot];
      hashes[slot] = token;
      counts[slot] = count + 1;
      taken[size] = static_cast<std::uint32_t>(slot);
      size += static_cast<std::size_t>(count == 0);
    }
    size_ = size;
    return is_cheap;
  }

  // The slot of `token`, or an empty one for it, after `slot`, which is that of another. *probes_left is 0 when that
  // took too long.
  [[gnu::noinline]] std::size_t Probe(std::size_t slot, std::uint64_t token, std::size_t* probes_left) const {
    do {
      slot = (slot + 1) & mask_;
      --*probes_left;
    } while (*probes_left != 0 && counts_[slot] != 0 && hashes_[slot] != token);
    return slot;
  }

  std::vector<std::uint64_t> hashes_;  // by slot, as counts_
  std::vector<std::uint32_t> counts_;  // 0: the slot is empty
  std::vector<std::uint32_t> taken_;   // the first size_: the other slots, in the order of their first tokens
  std::size_t size_ = 0;
  std::size_t mask_ = 0;
  int shift_ = 0;
};

// The plain form, by sorting, with weights of at least `floor`.
void SortAndVote(std::span<const std::uint64_t> tokens, int floor, Votes* votes) {
  std::vector<std::uint64_t> sorted(tokens.begin(), tokens.end());
  std::sort(sorted.begin(), sorted.end());
  *votes = Votes();
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end] == sorted[begin]) ++end;
    const std::uint64_t hash = sorted[begin];
    const auto weight = static_cast<std::uint64_t>(std::max(BackgroundWeight(hash), floor)) *
                        static_cast<std::uint64_t>(std::bit_width(end - begin));
    for (std::size_t bit = 0; bit < kSimHashBits; ++bit) votes->set[bit] += (hash >> bit & 1) * weight;
    votes->all += weight;
    begin = end;
  }
}

void CountAndVote(std::span<const std::uint64_t> tokens, Votes* votes) {
  thread_local WordCounter counter;  // so that a text allocates nothing and clears only what it used
  const bool counted = counter.Count(tokens);
  if (counted) AddWeightedVotes(counter.words(), votes);
  counter.Clear();
  if (!counted) SortAndVote(tokens, 0, votes);
}

}  // namespace

std::uint64_t ComputeSimHash(std::span<const std::uint64_t> tokens) {
  if (tokens.empty()) return 0;
  Votes votes;
  CountAndVote(tokens, &votes);
  const auto is_even = [&](std::uint64_t set) { return set * 2 == votes.all; };
  if (std::all_of(votes.set.begin(), votes.set.end(), is_even)) SortAndVote(tokens, 1, &votes);
  std::uint64_t simhash = 0;
  for (std::size_t bit = kSimHashBits; bit-- > 0;) {
    simhash = simhash << 1 | static_cast<std::uint64_t>(votes.set[bit] * 2 > votes.all);
  }
  return simhash;
}

}  // namespace copydesk
