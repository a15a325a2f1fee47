#include "match/shared_runs.h"

#include <algorithm>
#include <cstring>
#include <queue>
#include <span>
#include <utility>

#include "text/hash_slot.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr std::uint8_t kMaxPlaces = 32;  // docs/tuning.md: places of one run

// Orders a priority queue: longest first, then earliest in a, then in b.
struct Shorter {
  bool operator()(const SharedRun& x, const SharedRun& y) const {
    if (x.length != y.length) return x.length < y.length;
    if (x.a != y.a) return x.a > y.a;
    return x.b > y.b;
  }
};
using RunQueue = std::priority_queue<SharedRun, std::vector<SharedRun>, Shorter>;

// The maximal match that begins at (i, j); length 0 when the tokens before are equal too, since that match began
// earlier.
SharedRun MaximalMatch(const PreparedText& a, const PreparedText& b, std::uint32_t i, std::uint32_t j) {
  const std::vector<std::uint64_t>& x = a.tokens.hash;
  const std::vector<std::uint64_t>& y = b.tokens.hash;
  if (i > 0 && j > 0 && x[i - 1] == y[j - 1]) return {};
  std::uint32_t length = 0;
  while (i + length < x.size() && j + length < y.size() && x[i + length] == y[j + length]) ++length;
  return {.a = i, .b = j, .length = length};
}

constexpr std::uint32_t kNone = 0xffffffff;

// Where each run of tokens begins in a text: a list of places, ascending, for each hash.
class RunPlaces {
 public:
  // `hashes` are those of all runs, and must stay live while this is live.
  explicit RunPlaces(std::span<const std::uint64_t> hashes)
      : slots_(hashes.size()), hashes_(hashes), first_(slots_.size(), kNone), next_(hashes.size()) {
    for (std::size_t place = hashes.size(); place-- > 0;) {
      std::uint32_t& first = FirstOf(hashes[place]);
      next_[place] = first;
      first = static_cast<std::uint32_t>(place);
    }
  }

  // The first place of a run, kNone where it is not in the text; what is after another one.
  [[nodiscard]] std::uint32_t First(std::uint64_t hash) { return FirstOf(hash); }
  [[nodiscard]] std::uint32_t Next(std::uint32_t place) const { return next_[place]; }

 private:
  std::uint32_t& FirstOf(std::uint64_t hash) {
    std::size_t slot = slots_.SlotOf(hash);
    while (first_[slot] != kNone && hashes_[first_[slot]] != hash) slot = slots_.Next(slot);
    return first_[slot];
  }

  HashSlots slots_;
  std::span<const std::uint64_t> hashes_;
  std::vector<std::uint32_t> first_;  // of the hash in a slot
  std::vector<std::uint32_t> next_;   // of the same hash
};

// All maximal matches, up to the bound on places, in no order.
std::vector<SharedRun> MaximalMatches(const PreparedText& a, const PreparedText& b, int run, std::uint64_t min_extent) {
  std::vector<SharedRun> matches;
  const auto length = static_cast<std::size_t>(run);
  if (a.size() < length || b.size() < length) return matches;
  const std::vector<std::uint64_t> in_a = ShingleHashes(a.tokens.hash, run);
  const std::vector<std::uint64_t> in_b = ShingleHashes(b.tokens.hash, run);
  RunPlaces places(in_a);
  std::vector<std::uint8_t> tried(in_a.size(), 0);  // of a run, by its first place in a: places in b
  for (std::uint32_t q = 0; q < in_b.size(); ++q) {
    const std::uint32_t first = places.First(in_b[q]);
    if (first == kNone || tried[first] == kMaxPlaces) continue;
    ++tried[first];
    std::size_t left = kMaxPlaces;
    for (std::uint32_t p = first; p != kNone && left > 0; p = places.Next(p), --left) {
      const SharedRun match = MaximalMatch(a, b, p, q);
      if (match.length > 0 && a.Extent(match.a, match.length) >= min_extent) matches.push_back(match);
    }
  }
  return matches;
}

// The first token in [begin, end) that is used; `end` when there is none.
std::uint32_t FindUsed(const std::vector<std::uint8_t>& used, std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return end;
  const void* const found = std::memchr(used.data() + begin, 1, end - begin);
  return found == nullptr ? end : static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(found) - used.data());
}

}  // namespace

std::vector<SharedRun> FindSharedRuns(const PreparedText& a, const PreparedText& b, int min_words) {
  const std::uint64_t shortest = static_cast<std::uint64_t>(min_words) * kWordExtent;
  RunQueue queue(Shorter(), MaximalMatches(a, b, min_words, shortest));
  std::vector<std::uint8_t> used_a(a.size(), 0);
  std::vector<std::uint8_t> used_b(b.size(), 0);
  std::vector<SharedRun> chosen;
  while (!queue.empty()) {
    const SharedRun run = queue.top();
    queue.pop();
    // The run is taken when all of it is free in both texts; otherwise its free stretches compete again, with their own
    // lengths.
    const auto find_in_both = [&](std::uint32_t from) {
      return std::min(FindUsed(used_a, run.a + from, run.a + run.length) - run.a,
                      FindUsed(used_b, run.b + from, run.b + run.length) - run.b);
    };
    std::uint32_t used = find_in_both(0);
    if (used == run.length) {
      chosen.push_back(run);
      std::memset(used_a.data() + run.a, 1, run.length);
      std::memset(used_b.data() + run.b, 1, run.length);
      continue;
    }
    for (std::uint32_t begin = 0;; used = find_in_both(begin)) {
      const SharedRun stretch{.a = run.a + begin, .b = run.b + begin, .length = used - begin};
      if (a.Extent(stretch.a, stretch.length) >= shortest) queue.push(stretch);
      begin = used;
      while (begin < run.length && (used_a[run.a + begin] != 0 || used_b[run.b + begin] != 0)) ++begin;
      if (begin == run.length) break;
    }
  }
  std::sort(chosen.begin(), chosen.end(), [](const SharedRun& x, const SharedRun& y) { return x.a < y.a; });
  return chosen;
}

}  // namespace copydesk
