#include "dedup/run_fingerprints.h"

#include <algorithm>

#include "sketch/winnow.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr int kMaxShingle = 64;  // the hashes of longer shingles forget the order of their tokens (text/shingles.h)

constexpr std::size_t kEnds = 2;          // places at either end of a stretch that are no middle
constexpr std::size_t kMostDense = 1000;  // places of a stretch before they are thinned out

// The places of one shingle, ascending.
void ThinOut(std::span<const std::uint32_t> places, std::uint64_t hash, std::size_t window,
             std::vector<RunFingerprint>* fingerprints) {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool is_middle = i >= kEnds && i + kEnds < places.size();
    if (is_middle && i >= kMostDense && places[i] - before < window / 4) continue;
    fingerprints->push_back({.hash = hash, .position = places[i], .is_middle = is_middle});
    before = places[i];
  }
}

}  // namespace

RunSizes RunSizesFor(int tokens) {
  // Half and half: docs/decisions.md says what other shares cost.
  const int shingle = std::min(kMaxShingle, (tokens + 1) / 2);
  const std::size_t window = std::min(kMaxWindow, static_cast<std::size_t>(tokens - shingle + 1));
  return {.tokens = static_cast<std::uint32_t>(tokens), .shingle = shingle, .window = window};
}

void FingerprintRuns(std::span<const std::uint64_t> tokens, const RunSizes& sizes,
                     std::vector<RunFingerprint>* fingerprints) {
  fingerprints->clear();
  if (tokens.size() < sizes.tokens) return;
  const std::vector<std::uint64_t> hashes = ShingleHashes(tokens, sizes.shingle);
  const std::vector<PassageFingerprint> kept = Winnow(hashes, sizes.window);
  fingerprints->reserve(kept.size());
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : std::size_t{kept[i - 1].position} + 1;
    const std::size_t end = i + 1 < kept.size() ? kept[i + 1].position : hashes.size();
    places.clear();
    for (std::size_t at = begin; at < end; ++at) {
      if (hashes[at] == kept[i].hash) places.push_back(static_cast<std::uint32_t>(at));
    }
    ThinOut(places, kept[i].hash, sizes.window, fingerprints);
  }
  // Between two fingerprints there may be places of either.
  const auto by_position = [](const RunFingerprint& x, const RunFingerprint& y) { return x.position < y.position; };
  if (!std::is_sorted(fingerprints->begin(), fingerprints->end(), by_position)) {
    std::sort(fingerprints->begin(), fingerprints->end(), by_position);
  }
}

}  // namespace copydesk
