#include "dedup/repeated_runs.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace copydesk {
namespace {

// Where both places of a pair lie in relation to each other, for pairs with one kept document.
std::int64_t DiagonalOf(std::uint32_t token, std::uint32_t kept_token) {
  return std::int64_t{token} - std::int64_t{kept_token};
}

// Of a stretch that repeats itself, where `reach` is the end of the runs so far: the next fingerprint of the middle,
// less than two windows on, is in a run that is known, with N tokens of it.
bool IsCoveredMiddle(const Seed& seed, std::uint32_t reach, const RunSizes& sizes) {
  return seed.is_middle && std::uint64_t{seed.token} + 2 * sizes.window + sizes.tokens <= reach;
}

}  // namespace

EqualStretch ExtendSeed(std::span<const std::uint64_t> a, TokenRange bounds_a, std::uint32_t at_a,
                        std::span<const std::uint64_t> b, TokenRange bounds_b, std::uint32_t at_b, std::uint32_t seed) {
  const std::size_t end_a = std::min<std::size_t>(bounds_a.end, a.size());
  const std::size_t end_b = std::min<std::size_t>(bounds_b.end, b.size());
  if (at_a < bounds_a.begin || at_b < bounds_b.begin || std::size_t{at_a} + seed > end_a ||
      std::size_t{at_b} + seed > end_b) {
    return {};
  }
  const std::size_t most = std::min(end_a - at_a, end_b - at_b);
  std::size_t ahead = 0;
  while (ahead < most && a[at_a + ahead] == b[at_b + ahead]) ++ahead;
  if (ahead < seed) return {};
  const std::uint32_t most_back = std::min(at_a - bounds_a.begin, at_b - bounds_b.begin);
  std::uint32_t back = 0;
  while (back < most_back && a[at_a - back - 1] == b[at_b - back - 1]) ++back;
  return {.begin_a = at_a - back, .begin_b = at_b - back, .length = back + static_cast<std::uint32_t>(ahead)};
}

absl::StatusOr<std::vector<RepeatedRun>> FindRunsInEarlier(const DocumentSeeds& seeds,
                                                           std::span<const std::uint64_t> tokens, const RunSizes& sizes,
                                                           const StayingTokens& staying, TokenCache* cache,
                                                           WorkLimit* work) {
  const auto shingle = static_cast<std::uint32_t>(sizes.shingle);
  const TokenRange all{.begin = 0, .end = static_cast<std::uint32_t>(tokens.size())};
  std::vector<RepeatedRun> runs;
  // How far each diagonal of each document is known.
  absl::flat_hash_map<std::pair<std::uint32_t, std::int64_t>, std::uint32_t> known;
  std::uint32_t reach = 0;
  std::uint32_t kept_document = seeds.document;
  std::shared_ptr<const Tokens> kept;  // of kept_document
  for (const Seed& seed : seeds.seeds) {
    if (IsCoveredMiddle(seed, reach, sizes)) continue;
    for (const TokenPlace place : seeds.PlacesOf(seed)) {
      if (place.document >= seeds.document || work->IsSpent()) break;
      const TokenRange stretch = StretchAround(staying.GoneOf(place.document), place.token);
      if (std::uint64_t{place.token} + shingle > stretch.end) continue;
      std::uint32_t& end = known[{place.document, DiagonalOf(seed.token, place.token)}];
      if (seed.token + shingle <= end) continue;
      if (place.document != kept_document) {
        COPYDESK_ASSIGN_OR_RETURN(kept, cache->Get(place.document));
        kept_document = place.document;
      }
      const EqualStretch equal = ExtendSeed(tokens, all, seed.token, kept->hash, stretch, place.token, shingle);
      if (!work->Spend(equal.length + 1)) break;
      if (equal.length == 0) continue;
      end = equal.begin_a + equal.length;
      if (equal.length < sizes.tokens) continue;
      runs.push_back({.tokens = {.begin = equal.begin_a, .end = end},
                      .kept_document = place.document,
                      .kept_begin = equal.begin_b});
      reach = std::max(reach, end);
    }
  }
  return runs;
}

std::vector<RepeatedRun> FindRunsInItself(const DocumentSeeds& seeds, std::span<const std::uint64_t> tokens,
                                          const RunSizes& sizes, WorkLimit* work) {
  const auto shingle = static_cast<std::uint32_t>(sizes.shingle);
  const TokenRange all{.begin = 0, .end = static_cast<std::uint32_t>(tokens.size())};
  std::vector<RepeatedRun> runs;
  absl::flat_hash_map<std::uint32_t, std::uint32_t> known;  // how far each distance is
  std::uint32_t reach = 0;
  for (const Seed& seed : seeds.seeds) {
    if (IsCoveredMiddle(seed, reach, sizes)) continue;
    for (const TokenPlace place : seeds.PlacesOf(seed)) {
      if (place.document != seeds.document) continue;
      if (work->IsSpent()) return runs;
      const std::uint32_t distance = seed.token - place.token;
      if (distance < sizes.tokens) break;  // the places that follow are nearer
      std::uint32_t& end = known[distance];
      if (seed.token + shingle <= end) continue;
      const EqualStretch equal = ExtendSeed(tokens, all, seed.token, tokens, all, place.token, shingle);
      if (!work->Spend(equal.length + 1)) return runs;
      if (equal.length == 0) continue;
      end = equal.begin_a + equal.length;
      if (equal.length < sizes.tokens) continue;
      // What is longer than the distance repeats itself: runs of that length side by side, the last at the end.
      const std::uint32_t length = std::min(equal.length, distance);
      for (std::uint32_t begin = equal.begin_a; begin < end; begin += length) {
        begin = std::min(begin, end - length);
        runs.push_back({.tokens = {.begin = begin, .end = begin + length},
                        .kept_document = seeds.document,
                        .kept_begin = begin - distance});
      }
      reach = std::max(reach, end);
    }
  }
  return runs;
}

}  // namespace copydesk
