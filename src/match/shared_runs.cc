#include "match/shared_runs.h"

#include <algorithm>
#include <queue>
#include <span>

namespace copydesk {
namespace {

constexpr std::size_t kMaxPlaces = 32;  // docs/tuning.md: places of one run

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

// All maximal matches, up to the bound on places, by a merge of the two sorted lists of run starts.
RunQueue MaximalMatches(const PreparedText& a, const PreparedText& b, std::uint64_t min_extent) {
  std::vector<SharedRun> matches;
  const auto end_of_hash = [](const std::vector<RunStart>& runs, std::size_t begin) {
    std::size_t end = begin;
    while (end < runs.size() && runs[end].hash == runs[begin].hash) ++end;
    return end;
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.runs.size() && j < b.runs.size()) {
    if (a.runs[i].hash != b.runs[j].hash) {
      (a.runs[i].hash < b.runs[j].hash ? i : j) += 1;
      continue;
    }
    const std::size_t i_end = end_of_hash(a.runs, i);
    const std::size_t j_end = end_of_hash(b.runs, j);
    for (std::size_t p = i; p < std::min(i_end, i + kMaxPlaces); ++p) {
      for (std::size_t q = j; q < std::min(j_end, j + kMaxPlaces); ++q) {
        const SharedRun match = MaximalMatch(a, b, a.runs[p].position, b.runs[q].position);
        if (a.Extent(match.a, match.length) >= min_extent) matches.push_back(match);
      }
    }
    i = i_end;
    j = j_end;
  }
  return RunQueue(Shorter(), std::move(matches));
}

}  // namespace

std::vector<SharedRun> FindSharedRuns(const PreparedText& a, const PreparedText& b, int min_words) {
  const std::uint64_t shortest = static_cast<std::uint64_t>(min_words) * kWordExtent;
  RunQueue queue = MaximalMatches(a, b, shortest);
  std::vector<bool> used_a(a.size());
  std::vector<bool> used_b(b.size());
  std::vector<SharedRun> chosen;
  while (!queue.empty()) {
    const SharedRun run = queue.top();
    queue.pop();
    // The stretches of the run that are free in both texts. The run is taken when all of it is; otherwise its free
    // stretches compete again, with their own lengths.
    std::uint32_t free = 0;
    for (std::uint32_t t = 0; t <= run.length; ++t) {
      if (t < run.length && !used_a[run.a + t] && !used_b[run.b + t]) {
        ++free;
        continue;
      }
      const SharedRun stretch{.a = run.a + t - free, .b = run.b + t - free, .length = free};
      if (free == run.length) {
        chosen.push_back(stretch);
        std::fill_n(used_a.begin() + stretch.a, free, true);
        std::fill_n(used_b.begin() + stretch.b, free, true);
        break;
      }
      if (a.Extent(stretch.a, free) >= shortest) queue.push(stretch);
      free = 0;
    }
  }
  std::sort(chosen.begin(), chosen.end(), [](const SharedRun& x, const SharedRun& y) { return x.a < y.a; });
  return chosen;
}

}  // namespace copydesk
