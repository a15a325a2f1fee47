#include "sketch/weighted_simhash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "sketch/background.h"

namespace copydesk {
namespace {

constexpr std::size_t kBits = 64;
using Votes = std::array<std::int64_t, kBits>;

// Adds the votes of each run of equal values in `sorted`; weights are at least `floor`.
void AddVotes(std::span<const std::uint64_t> sorted, int floor, Votes* votes) {
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end] == sorted[begin]) ++end;
    const std::uint64_t hash = sorted[begin];
    const std::int64_t weight =
        std::max(BackgroundWeight(hash), floor) * static_cast<std::int64_t>(std::bit_width(end - begin));
    for (std::size_t bit = 0; bit < kBits; ++bit) (*votes)[bit] += ((hash >> bit) & 1) != 0 ? weight : -weight;
    begin = end;
  }
}

}  // namespace

std::uint64_t ComputeSimHash(std::span<const std::uint64_t> tokens) {
  std::vector<std::uint64_t> sorted(tokens.begin(), tokens.end());
  std::sort(sorted.begin(), sorted.end());
  Votes votes{};
  AddVotes(sorted, 0, &votes);
  const auto is_zero = [](std::int64_t vote) { return vote == 0; };
  if (std::all_of(votes.begin(), votes.end(), is_zero)) AddVotes(sorted, 1, &votes);
  std::uint64_t simhash = 0;
  for (std::size_t bit = 0; bit < kBits; ++bit) {
    if (votes[bit] > 0) simhash |= std::uint64_t{1} << bit;
  }
  return simhash;
}

}  // namespace copydesk
