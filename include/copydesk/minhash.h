// One-permutation MinHash with b-bit storage.
//
// P. Li, A. Owen, C.-H. Zhang, "One Permutation Hashing", NIPS 2012: one hash a shingle; its top bits choose
// a bin, the rest competes for the bin's minimum. P. Li, A. C. König, "b-Bit Minwise Hashing", WWW 2010: only
// the low 8 bits of each minimum are kept.
//
// Different from the papers: bins that no shingle fell into are marked in an occupancy map and take no part in
// estimates; they are filled from a fixed order of donor bins when band hashes are made, and only then.
#ifndef COPYDESK_MINHASH_H_
#define COPYDESK_MINHASH_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

namespace copydesk {

// An estimate with its 95 % interval.
struct Estimate {
  double lower = 0;
  double value = 0;
  double upper = 0;

  friend bool operator==(const Estimate&, const Estimate&) = default;
};

struct MinHashSketch {
  std::vector<std::uint8_t> values;      // the low 8 bits of each bin's minimum; 0 in an empty bin
  std::vector<std::uint64_t> occupancy;  // bit i % 64 of word i / 64: bin i holds a value

  [[nodiscard]] bool empty() const { return values.empty(); }
  friend bool operator==(const MinHashSketch&, const MinHashSketch&) = default;
};

// The sketch of a set of shingle hashes, given in any order and with repetitions. `bins` is a power of two from
// 64 to 1024. An empty set has an empty sketch. Linear.
[[nodiscard]] MinHashSketch ComputeMinHash(std::span<const std::uint64_t> shingles, int bins);

// Estimates the Jaccard similarity of the two sets from the bins that either filled:
// (equal - both / 256) / (1 - 1 / 256) / either, cut to 0 and 1. The interval is that of A. Agresti and B. Coull,
// "Approximate is better than 'exact' for interval estimation of binomial proportions", 1998, for the share of equal
// bins, corrected in the same way: near 0, where few bins agree by chance, Wilson's holds the truth too seldom. Error:
// InvalidArgument for sketches of different sizes. Two empty sketches have similarity 0: no text matches nothing.
[[nodiscard]] absl::StatusOr<Estimate> EstimateJaccard(const MinHashSketch& a, const MinHashSketch& b);

// How bins are grouped for locality-sensitive hashing: `bands` hashes over `rows` bins each.
struct BandPlan {
  int bands = 0;
  int rows = 0;

  // Probability that a pair of this Jaccard similarity shares a band: 1 - (1 - p^rows)^bands, where p is the
  // probability that two bins agree, chance collisions of 8-bit values included.
  [[nodiscard]] double Recall(double jaccard) const;
};

// The plan with the most rows, and so the fewest false candidates, whose recall at `jaccard` is at least
// `recall`; with one row a band when no plan reaches it.
[[nodiscard]] BandPlan ChooseBands(int bins, double jaccard, double recall);

// One hash per band, from the stored values alone. Empty bins take the value of the first filled bin in a fixed
// donor order (after A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", ICML 2017,
// with the order tabulated instead of rehashed). Empty for an empty sketch. plan.bands · plan.rows must not exceed the
// number of bins.
[[nodiscard]] std::vector<std::uint64_t> BandHashes(const MinHashSketch& sketch, const BandPlan& plan);

// As above, in place of what `hashes` held, whose memory is used again.
void BandHashes(const MinHashSketch& sketch, const BandPlan& plan, std::vector<std::uint64_t>* hashes);

}  // namespace copydesk

#endif  // COPYDESK_MINHASH_H_
