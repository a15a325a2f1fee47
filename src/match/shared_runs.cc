#include "match/shared_runs.h"

#include <algorithm>
#include <cstring>
#include <queue>
#include <span>
#include <utility>

namespace copydesk {
namespace {

// Orders a priority queue: longest first, then earliest in a, then in b.
struct Shorter {
  bool operator()(const SharedRun& x, const SharedRun& y) const {
    if (x.length != y.length) return x.length < y.length;
    if (x.a != y.a) return x.a > y.a;
    return x.b > y.b;
  }
};
using RunQueue = std::priority_queue<SharedRun, std::vector<SharedRun>, Shorter>;

// The first token in [begin, end) that is used; `end` when there is none.
std::uint32_t FindUsed(const std::vector<std::uint8_t>& used, std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return end;
  const void* const found = std::memchr(used.data() + begin, 1, end - begin);
  return found == nullptr ? end : static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(found) - used.data());
}

}  // namespace

std::vector<SharedRun> ChooseRuns(const PreparedText& a, const PreparedText& b, std::vector<SharedRun> maximal,
                                  int min_words) {
  const std::uint64_t shortest = static_cast<std::uint64_t>(min_words) * kWordExtent;
  std::erase_if(maximal, [&](const SharedRun& run) { return a.Extent(run.a, run.length) < shortest; });
  RunQueue queue(Shorter(), std::move(maximal));
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

std::vector<SharedRun> FindSharedRuns(const PreparedText& a, const PreparedText& b, int min_words) {
  const ShingleIndex in_a(a.tokens.hash, min_words);
  const ShingleIndex in_b(b.tokens.hash, min_words);
  SharedShingles shared =
      CompareShingles(a.tokens.hash, in_a, b.tokens.hash, in_b, static_cast<std::uint32_t>(min_words));
  return ChooseRuns(a, b, std::move(shared.runs), min_words);
}

}  // namespace copydesk
