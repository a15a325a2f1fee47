#include "match/gapped_extension.h"

#include <algorithm>
#include <cstdlib>

namespace copydesk {
namespace {

// docs/tuning.md: gap where words differ.
constexpr int kBand = 16;        // how far the alignment may leave the diagonal
constexpr int kDrop = 16;        // give up this far below the best score
constexpr int kMaxLength = 400;  // tokens of a
constexpr int kWidth = 2 * kBand + 1;
constexpr int kUnreached = -1'000'000;

enum class Step : std::uint8_t { kNone, kBoth, kSkipA, kSkipB };

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> ExtendForward(std::span<const std::uint64_t> a,
                                                                   std::span<const std::uint64_t> b) {
  const int rows = static_cast<int>(std::min<std::size_t>(a.size(), kMaxLength));
  const int columns = static_cast<int>(std::min<std::size_t>(b.size(), kMaxLength + kBand));
  if (rows == 0 || columns == 0) return {};
  // Cell (i, d) is the best score with i tokens of a and j = i + d - kBand tokens of b used.
  std::vector<Step> steps;
  std::vector<int> row(kWidth, kUnreached);
  std::vector<int> previous;
  int best = 0;
  int best_i = 0;
  int best_j = 0;
  for (int i = 0; i <= rows; ++i) {
    previous.swap(row);
    row.assign(kWidth, kUnreached);
    steps.resize(steps.size() + kWidth, Step::kNone);
    Step* const step = &steps[static_cast<std::size_t>(i) * kWidth];
    int row_best = kUnreached;
    for (int d = 0; d < kWidth; ++d) {
      const int j = i + d - kBand;
      if (j < 0 || j > columns) continue;
      if (i == 0 && j == 0) {
        row[d] = 0;
      } else {
        const bool equal = i > 0 && j > 0 && a[i - 1] == b[j - 1];
        const int both = i > 0 && j > 0 ? previous[d] + (equal ? 1 : -1) : kUnreached;
        const int skip_a = i > 0 && d + 1 < kWidth ? previous[d + 1] - 1 : kUnreached;
        const int skip_b = j > 0 && d > 0 ? row[d - 1] - 1 : kUnreached;
        row[d] = std::max({both, skip_a, skip_b});
        step[d] = row[d] == both ? Step::kBoth : row[d] == skip_a ? Step::kSkipA : Step::kSkipB;
        if (row[d] < best - kDrop) row[d] = kUnreached;
      }
      row_best = std::max(row_best, row[d]);
      if (row[d] > best) {
        best = row[d];
        best_i = i;
        best_j = j;
      }
    }
    if (row_best < best - kDrop) break;
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (int i = best_i, j = best_j; i > 0 || j > 0;) {
    const Step step = steps[static_cast<std::size_t>(i) * kWidth + static_cast<std::size_t>(j - i + kBand)];
    i -= step == Step::kSkipB ? 0 : 1;
    j -= step == Step::kSkipA ? 0 : 1;
    if (step == Step::kBoth && a[i] == b[j]) pairs.emplace_back(i, j);
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> ExtendBackward(std::span<const std::uint64_t> a,
                                                                    std::span<const std::uint64_t> b) {
  const std::size_t rows = std::min<std::size_t>(a.size(), kMaxLength);
  const std::size_t columns = std::min<std::size_t>(b.size(), kMaxLength + kBand);
  if (rows == 0 || columns == 0) return {};
  const std::vector<std::uint64_t> reversed_a(a.rbegin(), a.rbegin() + static_cast<std::ptrdiff_t>(rows));
  const std::vector<std::uint64_t> reversed_b(b.rbegin(), b.rbegin() + static_cast<std::ptrdiff_t>(columns));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = ExtendForward(reversed_a, reversed_b);
  for (auto& [in_a, in_b] : pairs) {
    in_a = static_cast<std::uint32_t>(a.size() - 1 - in_a);
    in_b = static_cast<std::uint32_t>(b.size() - 1 - in_b);
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace copydesk
