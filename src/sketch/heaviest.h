// The heaviest words of a block.
#ifndef COPYDESK_SKETCH_HEAVIEST_H_
#define COPYDESK_SKETCH_HEAVIEST_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

struct HeavyWord {
  std::uint64_t weight;
  std::uint64_t hash;
  std::uint32_t word;

  friend bool operator==(const HeavyWord&, const HeavyWord&) = default;
};

// Words with their weights: words[i], whose hash is hashes[words[i]], weighs weights[i].
struct WeighedWords {
  std::span<const std::uint64_t> weights;
  const std::uint32_t* words;
  const std::uint64_t* hashes;
};

// Puts the `size` heaviest in *heaviest, or all when there are no more: by descending weight, then by hash. One count
// of all by the first bits of their weights finds them; only they are sorted.
void FindHeaviest(std::size_t size, const WeighedWords& all, std::vector<HeavyWord>* heaviest);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_HEAVIEST_H_
