#include "sketch/heaviest.h"

#include <algorithm>
#include <array>
#include <bit>
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

void FindHeaviest(std::size_t size, const WeighedWords& all, std::vector<HeavyWord>* heaviest) {
  constexpr int kBits = 8;
  constexpr std::size_t kMostNearlySorted = 128;
  constexpr std::size_t kFew = 32;
  const auto word_at = [&](std::size_t i) {
    return HeavyWord{.weight = all.weights[i], .hash = all.hashes[all.words[i]], .word = all.words[i]};
  };
  if (all.weights.size() <= kFew) {
    heaviest->resize(all.weights.size());
    for (std::size_t i = 0; i < all.weights.size(); ++i) (*heaviest)[i] = word_at(i);
    std::sort(heaviest->begin(), heaviest->end(), IsHeavier());
    heaviest->resize(std::min(heaviest->size(), size));
    return;
  }
  std::uint64_t any = 0;
  for (const std::uint64_t weight : all.weights) any |= weight;
  const int shift = std::max(0, static_cast<int>(std::bit_width(any)) - kBits);
  // How many words begin with each value, then where they belong, the heaviest first.
  std::array<std::uint32_t, std::size_t{1} << kBits> places{};
  for (const std::uint64_t weight : all.weights) ++places[weight >> shift];
  std::uint32_t kept = 0;
  std::size_t least = std::size_t{1} << std::min(kBits, static_cast<int>(std::bit_width(any)));
  while (least > 0 && kept < size) kept += std::exchange(places[--least], kept);
  if (kept > kMostNearlySorted) {  // many begin alike
    heaviest->clear();
    for (std::size_t i = 0; i < all.weights.size(); ++i) heaviest->push_back(word_at(i));
    std::sort(heaviest->begin(), heaviest->end(), IsHeavier());
    heaviest->resize(std::min(heaviest->size(), size));
    return;
  }
  // Written of each word and kept of the heaviest, as which ones are is anyone's guess.
  std::array<std::uint32_t, kMostNearlySorted + 1> chosen;
  std::size_t num_chosen = 0;
  for (std::size_t i = 0; i < all.weights.size(); ++i) {
    chosen[num_chosen] = static_cast<std::uint32_t>(i);
    num_chosen += all.weights[i] >> shift >= least ? 1 : 0;
  }
  heaviest->resize(kept);
  for (std::size_t i = 0; i < num_chosen; ++i) {
    const HeavyWord word = word_at(chosen[i]);
    (*heaviest)[places[word.weight >> shift]++] = word;
  }
  SortNearlySorted(*heaviest);
  heaviest->resize(std::min<std::size_t>(kept, size));
}

}  // namespace copydesk
