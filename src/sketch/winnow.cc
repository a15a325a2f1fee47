#include "sketch/winnow.h"

#include <algorithm>

namespace copydesk {

std::size_t WindowFor(std::size_t shingles, int max_window) noexcept {
  return std::min(static_cast<std::size_t>(max_window), std::max<std::size_t>(1, shingles / 6));
}

std::vector<PassageFingerprint> Winnow(std::span<const std::uint64_t> hashes, std::size_t window) {
  std::vector<PassageFingerprint> kept;
  if (hashes.empty()) return kept;
  const auto order = [&](std::size_t i) { return hashes[i] >> 48; };
  window = std::min(window, hashes.size());
  // candidates[head..] are positions of strictly ascending order, each the rightmost of its value: the front is the
  // minimum of the current window.
  std::vector<std::size_t> candidates;
  candidates.reserve(hashes.size());
  std::size_t head = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    while (candidates.size() > head && order(candidates.back()) >= order(i)) candidates.pop_back();
    candidates.push_back(i);
    if (i + 1 < window) continue;
    while (candidates[head] + window <= i) ++head;
    const std::size_t minimum = candidates[head];
    if (kept.empty() || kept.back().hash != hashes[minimum]) {
      kept.push_back({.hash = hashes[minimum], .position = static_cast<std::uint32_t>(minimum)});
    }
  }
  return kept;
}

}  // namespace copydesk
