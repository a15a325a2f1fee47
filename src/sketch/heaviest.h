// The heaviest words of a block.
#ifndef COPYDESK_SKETCH_HEAVIEST_H_
#define COPYDESK_SKETCH_HEAVIEST_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace copydesk {

struct HeavyWord {
  std::uint64_t weight;
  std::uint64_t hash;
  std::uint32_t word;

  friend bool operator==(const HeavyWord&, const HeavyWord&) = default;
};

// Puts the `size` heaviest in front, or all when there are no more, by descending weight, then by hash, and returns
// them. One count of all by the first bits of their weights finds them; only they are sorted.
std::span<const HeavyWord> KeepHeaviest(std::size_t size, std::span<HeavyWord> words);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_HEAVIEST_H_
