#include "sketch/heaviest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

namespace copydesk {
namespace {

struct IsHeavier {
  bool operator()(const HeavyWord& a, const HeavyWord& b) const {
    return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
  }
};

// Of words that are nearly in order.
void SortNearlySorted(std::span<HeavyWord> words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const HeavyWord word = words[i];
    std::size_t at = i;
    for (; at > 0 && IsHeavier()(word, words[at - 1]); --at) words[at] = words[at - 1];
    words[at] = word;
  }
}

}  // namespace

std::span<const HeavyWord> KeepHeaviest(std::size_t size, std::span<HeavyWord> words) {
  constexpr int kBits = 10;
  constexpr std::size_t kMostNearlySorted = 128;
  std::uint64_t all = 0;
  for (const HeavyWord& word : words) all |= word.weight;
  const int shift = std::max(0, static_cast<int>(std::bit_width(all)) - kBits);
  // How many words begin with each value, then where they belong, the heaviest first.
  std::array<std::uint32_t, std::size_t{1} << kBits> places{};
  for (const HeavyWord& word : words) ++places[word.weight >> shift];
  std::uint32_t kept = 0;
  std::size_t least = std::size_t{1} << std::min(kBits, static_cast<int>(std::bit_width(all)));
  while (least > 0 && kept < size) kept += std::exchange(places[--least], kept);
  if (kept > kMostNearlySorted) {  // many begin alike
    std::sort(words.begin(), words.end(), IsHeavier());
    return words.first(std::min(words.size(), size));
  }
  // All are written, the others to one place behind: which are among the heaviest is anyone's guess.
  std::array<HeavyWord, kMostNearlySorted + 1> heaviest;
  for (const HeavyWord& word : words) {
    std::uint32_t& place = places[word.weight >> shift];
    const auto is_heavy = static_cast<std::uint32_t>(word.weight >> shift >= least);
    heaviest[kMostNearlySorted ^ ((kMostNearlySorted ^ place) & (0u - is_heavy))] = word;
    place += is_heavy;
  }
  SortNearlySorted({heaviest.data(), kept});
  const std::span<HeavyWord> first = words.first(std::min<std::size_t>(kept, size));
  std::copy_n(heaviest.begin(), first.size(), first.begin());
  return first;
}

}  // namespace copydesk
