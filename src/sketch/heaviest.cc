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

void KeepHeaviest(std::size_t size, std::vector<HeavyWord>* words) {
  constexpr int kBits = 10;
  constexpr std::size_t kMostNearlySorted = 128;
  std::uint64_t all = 0;
  for (const HeavyWord& word : *words) all |= word.weight;
  const int shift = std::max(0, static_cast<int>(std::bit_width(all)) - kBits);
  // How many words begin with each value, then where they belong, the heaviest first.
  std::array<std::uint32_t, std::size_t{1} << kBits> places{};
  for (const HeavyWord& word : *words) ++places[word.weight >> shift];
  std::uint32_t kept = 0;
  std::size_t least = std::size_t{1} << std::min(kBits, static_cast<int>(std::bit_width(all)));
  while (least > 0 && kept < size) kept += std::exchange(places[--least], kept);
  if (kept > kMostNearlySorted) {  // many begin alike
    std::sort(words->begin(), words->end(), IsHeavier());
    words->resize(std::min(words->size(), size));
    return;
  }
  std::array<HeavyWord, kMostNearlySorted> heaviest;
  for (const HeavyWord& word : *words) {
    if (word.weight >> shift >= least) heaviest[places[word.weight >> shift]++] = word;
  }
  SortNearlySorted({heaviest.data(), kept});
  words->assign(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(kept, size)));
}

}  // namespace copydesk
