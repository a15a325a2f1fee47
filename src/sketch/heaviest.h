// The heaviest words of a block.
#ifndef COPYDESK_SKETCH_HEAVIEST_H_
#define COPYDESK_SKETCH_HEAVIEST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace copydesk {

struct HeavyWord {
  std::uint64_t weight = 0;
  std::uint64_t hash = 0;
  std::uint32_t word = 0;

  friend bool operator==(const HeavyWord&, const HeavyWord&) = default;
};

// Leaves the `size` heaviest in *words, or all when there are no more: by descending weight, then by hash. One count of
// all by the first bits of their weights finds them; only they are sorted.
void KeepHeaviest(std::size_t size, std::vector<HeavyWord>* words);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_HEAVIEST_H_
