#include "sketch/heaviest.h"

#include <algorithm>
#include <array>
#include <bit>

namespace copydesk {
namespace {

bool IsHeavier(const HeavyWord& a, const HeavyWord& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
}

}  // namespace

void KeepHeaviest(std::size_t size, std::vector<HeavyWord>* words) {
  constexpr int kBits = 9;
  if (words->size() > size) {
    std::uint64_t all = 0;
    for (const HeavyWord& word : *words) all |= word.weight;
    const int shift = std::max(0, static_cast<int>(std::bit_width(all)) - kBits);
    std::array<std::uint32_t, std::size_t{1} << kBits> counts{};
    for (const HeavyWord& word : *words) ++counts[word.weight >> shift];
    std::size_t kept = 0;
    std::size_t least = counts.size();
    while (kept < size) kept += counts[--least];
    const std::uint64_t bound = std::uint64_t{least} << shift;
    std::size_t end = 0;
    for (const HeavyWord& word : *words) {
      (*words)[end] = word;
      end += word.weight >= bound ? 1 : 0;
    }
    words->resize(end);
  }
  std::sort(words->begin(), words->end(), IsHeavier);
  if (words->size() > size) words->resize(size);
}

}  // namespace copydesk
