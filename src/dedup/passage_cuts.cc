#include "dedup/passage_cuts.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace copydesk {
namespace {

bool IsEmpty(const TextUnit& unit) { return unit.tokens.begin == unit.tokens.end; }

TextRange BytesOf(const PassageCut& cut, std::span<const TextUnit> units) {
  return {.begin = units[cut.units.first].bytes.begin, .end = units[cut.units.last].bytes.end};
}

TokenRange Intersection(TokenRange x, TokenRange y) {
  const std::uint32_t begin = std::max(x.begin, y.begin);
  return {.begin = begin, .end = std::max(begin, std::min(x.end, y.end))};
}

}  // namespace

std::optional<PassageCut> CutWithin(const RepeatedRun& run, std::span<const TextUnit> units, std::size_t first,
                                    std::uint32_t min_tokens) {
  const std::span<const TextUnit> from = units.subspan(first);
  // Neither the begins nor the ends of the tokens of units descend.
  const auto begin = std::partition_point(from.begin(), from.end(),
                                          [&](const TextUnit& unit) { return unit.tokens.begin < run.tokens.begin; });
  const auto end =
      std::partition_point(begin, from.end(), [&](const TextUnit& unit) { return unit.tokens.end <= run.tokens.end; });
  const auto first_cut = std::find_if_not(begin, end, IsEmpty);
  auto last_cut = end;
  while (last_cut != first_cut && IsEmpty(*std::prev(last_cut))) --last_cut;
  if (first_cut == last_cut) return std::nullopt;
  --last_cut;
  const TokenRange tokens{.begin = first_cut->tokens.begin, .end = last_cut->tokens.end};
  if (tokens.size() < min_tokens) return std::nullopt;
  return PassageCut{.units = {.first = first + static_cast<std::size_t>(first_cut - from.begin()),
                              .last = first + static_cast<std::size_t>(last_cut - from.begin())},
                    .tokens = tokens,
                    .kept_document = run.kept_document,
                    .kept_begin = run.kept_begin + (tokens.begin - run.tokens.begin)};
}

std::vector<PassageCut> CutRuns(std::vector<RepeatedRun> runs, std::span<const TextUnit> units,
                                std::uint32_t min_tokens) {
  const auto begins_before = [](const RepeatedRun& x, const RepeatedRun& y) {
    return std::tuple(x.tokens.begin, x.kept_document, x.kept_begin) <
           std::tuple(y.tokens.begin, y.kept_document, y.kept_begin);
  };
  const auto is_better = [](const RepeatedRun& x, const RepeatedRun& y) {
    return std::tuple(y.tokens.end, x.kept_document, x.kept_begin) <
           std::tuple(x.tokens.end, y.kept_document, y.kept_begin);
  };
  std::sort(runs.begin(), runs.end(), begins_before);
  std::vector<PassageCut> cuts;
  std::size_t next = 0;
  RepeatedRun best;  // of those that begin at or before the unit
  for (std::size_t unit = 0; unit < units.size() && (next < runs.size() || units[unit].tokens.end <= best.tokens.end);
       ++unit) {
    for (; next < runs.size() && runs[next].tokens.begin <= units[unit].tokens.begin; ++next) {
      if (is_better(runs[next], best)) best = runs[next];
    }
    if (IsEmpty(units[unit]) || units[unit].tokens.end > best.tokens.end) continue;
    const std::optional<PassageCut> cut = CutWithin(best, units, unit, min_tokens);
    if (!cut.has_value()) continue;
    cuts.push_back(*cut);
    unit = cut->units.last;
  }
  return cuts;
}

std::vector<TokenRange> GoneTokens(std::span<const PassageCut> cuts, std::span<const TextUnit> units,
                                   const Tokens& tokens) {
  std::vector<TokenRange> gone;
  for (const PassageCut& cut : cuts) {
    const TokenRange range = TokensTouching(BytesOf(cut, units), tokens);
    if (!gone.empty() && range.begin <= gone.back().end) {
      gone.back().end = std::max(gone.back().end, range.end);
    } else {
      gone.push_back(range);
    }
  }
  return gone;
}

std::vector<PassageCut> CutRepeatsInItself(const DocumentSeeds& seeds, const Tokens& tokens,
                                           std::span<const TextUnit> units, std::span<const TokenRange> gone,
                                           const RunSizes& sizes, std::uint32_t min_tokens, WorkLimit* work) {
  const auto shingle = static_cast<std::uint32_t>(sizes.shingle);
  const std::span<const std::uint64_t> hashes = tokens.hash;
  std::vector<PassageCut> cuts;
  std::vector<TokenRange> cut_tokens;  // of these
  // All that is left around a token.
  const auto stretch_around = [&](std::uint32_t token) {
    return Intersection(StretchAround(gone, token), StretchAround(cut_tokens, token));
  };
  absl::flat_hash_map<std::uint32_t, std::uint32_t> known;  // how far each distance is known
  std::uint32_t reach = 0;                                  // the end of the runs so far
  std::uint32_t frontier = 0;                               // nothing before this token may be cut any more
  std::size_t first_unit = 0;                               // nor before this unit
  for (const Seed& seed : seeds.seeds) {
    if (seed.token < frontier) continue;
    if (seed.is_middle && std::uint64_t{seed.token} + 2 * sizes.window + sizes.tokens <= reach) continue;
    TokenRange stretch = stretch_around(seed.token);
    if (std::uint64_t{seed.token} + shingle > stretch.end) continue;
    stretch.begin = std::max(stretch.begin, frontier);
    std::optional<PassageCut> best;
    for (const TokenPlace place : seeds.PlacesOf(seed)) {
      if (place.document != seeds.document) continue;
      const std::uint32_t distance = seed.token - place.token;
      if (distance < sizes.tokens || work->IsSpent()) break;  // the places that follow are nearer
      std::uint32_t& end = known[distance];
      if (seed.token + shingle <= end) continue;
      const TokenRange kept = Intersection(stretch_around(place.token), {.begin = 0, .end = seed.token});
      const EqualStretch equal = ExtendSeed(hashes, stretch, seed.token, hashes, kept, place.token, shingle);
      if (!work->Spend(equal.length + 1)) break;
      if (equal.length == 0) continue;
      // A stretch that is longer than the distance repeats itself, and what is kept may not reach into what is cut.
      const RepeatedRun run{.tokens = {.begin = equal.begin_a, .end = equal.begin_a + std::min(equal.length, distance)},
                            .kept_document = seeds.document,
                            .kept_begin = equal.begin_b};
      end = std::max(end, run.tokens.end);
      if (run.tokens.size() < sizes.tokens) continue;
      reach = std::max(reach, run.tokens.end);
      const std::optional<PassageCut> cut = CutWithin(run, units, first_unit, min_tokens);
      if (cut.has_value() && (!best.has_value() || cut->tokens.size() > best->tokens.size())) best = cut;
    }
    if (!best.has_value()) continue;
    cuts.push_back(*best);
    cut_tokens.push_back(TokensTouching(BytesOf(*best, units), tokens));
    frontier = cut_tokens.back().end;
    first_unit = best->units.last + 1;
  }
  return cuts;
}

}  // namespace copydesk
