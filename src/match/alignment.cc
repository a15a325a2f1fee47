#include "match/alignment.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "match/gapped_extension.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMaxGap = 24;  // docs/tuning.md: runs in one passage

// Tokens [begin, end) of one text.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

// Indices of `items` in ascending order of where they begin in b.
template <typename T, typename Begin>
std::vector<std::size_t> OrderInB(std::span<const T> items, const Begin& begin) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t x, std::size_t y) { return begin(items[x]) < begin(items[y]); });
  return order;
}

std::vector<std::size_t> Inverse(std::span<const std::size_t> order) {
  std::vector<std::size_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  return rank;
}

// Chains of runs that follow one another in both texts with small gaps and no other run between them.
std::vector<std::vector<SharedRun>> ChainRuns(std::span<const SharedRun> runs) {
  const std::vector<std::size_t> rank = Inverse(OrderInB(runs, [](const SharedRun& run) { return run.b; }));
  std::vector<std::vector<SharedRun>> chains;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool continues = i > 0 && rank[i] == rank[i - 1] + 1 &&
                           runs[i].a - (runs[i - 1].a + runs[i - 1].length) <= kMaxGap &&
                           runs[i].b - (runs[i - 1].b + runs[i - 1].length) <= kMaxGap;
    if (!continues) chains.emplace_back();
    chains.back().push_back(runs[i]);
  }
  return chains;
}

// Appends a longest common subsequence of two short ranges.
void AppendCommonSubsequence(const PreparedText& a, const PreparedText& b, TokenRange in_a, TokenRange in_b,
                             AlignedTokens* aligned) {
  const std::size_t rows = in_a.size();
  const std::size_t columns = in_b.size();
  if (rows == 0 || columns == 0) return;
  // length[r][c]: of the longest common subsequence of the tokens from r and c on.
  std::vector<std::uint16_t> length((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t r, std::size_t c) -> std::uint16_t& { return length[r * (columns + 1) + c]; };
  const auto equal = [&](std::size_t r, std::size_t c) {
    return a.tokens.hash[in_a.begin + r] == b.tokens.hash[in_b.begin + c];
  };
  for (std::size_t r = rows; r-- > 0;) {
    for (std::size_t c = columns; c-- > 0;) {
      at(r, c) = equal(r, c) ? static_cast<std::uint16_t>(at(r + 1, c + 1) + 1) : std::max(at(r + 1, c), at(r, c + 1));
    }
  }
  for (std::size_t r = 0, c = 0; r < rows && c < columns;) {
    if (equal(r, c)) {
      aligned->emplace_back(in_a.begin + r++, in_b.begin + c++);
    } else if (at(r + 1, c) >= at(r, c + 1)) {
      ++r;
    } else {
      ++c;
    }
  }
}

AlignedTokens FillGaps(const PreparedText& a, const PreparedText& b, std::span<const SharedRun> chain) {
  AlignedTokens aligned;
  aligned.reserve(chain.back().a + chain.back().length - chain.front().a);
  for (const SharedRun& run : chain) {
    if (!aligned.empty()) {
      const auto [last_a, last_b] = aligned.back();
      AppendCommonSubsequence(a, b, {last_a + 1, run.a}, {last_b + 1, run.b}, &aligned);
    }
    for (std::uint32_t t = 0; t < run.length; ++t) aligned.emplace_back(run.a + t, run.b + t);
  }
  return aligned;
}

// Extends both ends of each passage into the free tokens around it. Passages are disjoint and stay so: each one ends
// where its neighbours in a and in b begin, as they are by then.
void ExtendEnds(const PreparedText& a, const PreparedText& b, std::span<AlignedTokens> passages) {
  const std::span<const std::uint64_t> x = a.tokens.hash;
  const std::span<const std::uint64_t> y = b.tokens.hash;
  const std::vector<std::size_t> order = OrderInB(std::span<const AlignedTokens>(passages),
                                                  [](const AlignedTokens& passage) { return passage.front().second; });
  const std::vector<std::size_t> rank = Inverse(order);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    AlignedTokens& passage = passages[i];
    const std::size_t in_b = rank[i];
    const auto [first_a, first_b] = passage.front();
    const std::uint32_t begin_a = i == 0 ? 0 : passages[i - 1].back().first + 1;
    const std::uint32_t begin_b = in_b == 0 ? 0 : passages[order[in_b - 1]].back().second + 1;
    AlignedTokens extended =
        ExtendBackward(x.subspan(begin_a, first_a - begin_a), y.subspan(begin_b, first_b - begin_b));
    for (auto& [place_a, place_b] : extended) {
      place_a += begin_a;
      place_b += begin_b;
    }
    extended.insert(extended.end(), passage.begin(), passage.end());

    const std::uint32_t rest_a = passage.back().first + 1;
    const std::uint32_t rest_b = passage.back().second + 1;
    const std::size_t end_a = i + 1 == passages.size() ? x.size() : passages[i + 1].front().first;
    const std::size_t end_b = in_b + 1 == passages.size() ? y.size() : passages[order[in_b + 1]].front().second;
    for (const auto& [place_a, place_b] :
         ExtendForward(x.subspan(rest_a, end_a - rest_a), y.subspan(rest_b, end_b - rest_b))) {
      extended.emplace_back(rest_a + place_a, rest_b + place_b);
    }
    passage = std::move(extended);
  }
}

}  // namespace

std::vector<AlignedTokens> AlignPassages(const PreparedText& a, const PreparedText& b,
                                         std::span<const SharedRun> runs) {
  std::vector<AlignedTokens> passages;
  for (const std::vector<SharedRun>& chain : ChainRuns(runs)) passages.push_back(FillGaps(a, b, chain));
  ExtendEnds(a, b, passages);
  return passages;
}

}  // namespace copydesk
