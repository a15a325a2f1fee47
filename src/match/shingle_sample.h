// A quick bound on what two token sequences share: most candidates of pages of one form are told from copies by it,
// without a table of all their shingles.
#ifndef COPYDESK_MATCH_SHINGLE_SAMPLE_H_
#define COPYDESK_MATCH_SHINGLE_SAMPLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// Upper bounds, never too small; of what runs share in tokens, and of distinct shingles in both (Jaccard).
struct SharedBounds {
  std::size_t in_runs = 0;
  double jaccard = 0;
};

// Of a text: the shingles at every few places, and bits of all its shingles, in which those of another text are looked
// up (B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970, with one hash). 16 to 32 bits a
// shingle: one in 16 to 32 is taken to be in a text that does not have it, which makes bounds larger.
class ShingleSample {
 public:
  // Shingles of `k` tokens; runs of fewer than `run` tokens, at least k, do not count. Linear.
  ShingleSample(std::span<const std::uint64_t> tokens, int k, int run);

  [[nodiscard]] int k() const { return k_; }
  [[nodiscard]] int run() const { return run_; }

  // Of two samples of one k and run. `shorter` has no more tokens. Linear in its sample.
  [[nodiscard]] static SharedBounds Bound(const ShingleSample& shorter, const ShingleSample& longer);

  // Heap memory of the sample of a text of so many tokens, in bytes, at most.
  [[nodiscard]] static std::size_t MemoryBytes(std::size_t tokens) { return tokens * 10; }

 private:
  struct Sampled {
    std::uint64_t hash = 0;
    std::uint32_t places = 0;
  };

  [[nodiscard]] bool MayHave(std::uint64_t hash) const {
    const std::uint64_t bit = hash >> shift_;
    return (bits_[bit / 64] >> (bit % 64) & 1) != 0;
  }

  int k_;
  int run_;
  int shift_ = 0;
  std::size_t shingles_ = 0;     // at most so many are distinct
  std::size_t distinct_ = 0;     // at least so many are
  std::vector<Sampled> sample_;  // distinct
  std::vector<std::uint64_t> bits_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SHINGLE_SAMPLE_H_
