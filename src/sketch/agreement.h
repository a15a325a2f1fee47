// How many bins of two sketches agree: the kernel of EstimateJaccard, for one pair and for one sketch against many.
#ifndef COPYDESK_SKETCH_AGREEMENT_H_
#define COPYDESK_SKETCH_AGREEMENT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "copydesk/minhash.h"

namespace copydesk {

struct Agreement {
  std::uint32_t equal = 0;   // bins that both have, with one value
  std::uint32_t both = 0;    // bins that both have
  std::uint32_t either = 0;  // bins that one of them has

  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// Of sketches of one number of bins. One Highway source, equal to the plain form on every target.
[[nodiscard]] Agreement CountAgreement(const MinHashSketch& a, const MinHashSketch& b) noexcept;

// What EstimateJaccard says of it.
[[nodiscard]] Estimate EstimateOf(const Agreement& agreement);

// Sketches side by side, without a pointer to follow: 288 bytes each for 256 bins. Fit to be read many at a time.
class PackedSketches {
 public:
  // `bins` is a power of two from 64 to 1024.
  explicit PackedSketches(int bins) : bins_(static_cast<std::size_t>(bins)) {}

  // `sketch` has as many bins, or is empty: it then agrees with nothing.
  void Add(const MinHashSketch& sketch);

  [[nodiscard]] std::size_t size() const { return occupancy_.size() / (bins_ / 64); }

  // The agreement of `query` with each of them from `begin` on, in order, into `agreements`, which has at most size() -
  // `begin` places. Dispatched once. The number of bins of `query` is theirs.
  void CountAgreements(const MinHashSketch& query, std::size_t begin, std::span<Agreement> agreements) const noexcept;

 private:
  std::size_t bins_;
  std::vector<std::uint8_t> values_;
  std::vector<std::uint64_t> occupancy_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_AGREEMENT_H_
