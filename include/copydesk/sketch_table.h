// Many MinHash sketches in memory, one of them compared with all.
//
// Where every pair counts, or a collection is small beside its queries, this needs no index: a sketch of 256 bins is
// 288 bytes, and all of them are read in one pass, as fast as memory gives them.
#ifndef COPYDESK_SKETCH_TABLE_H_
#define COPYDESK_SKETCH_TABLE_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/minhash.h"

namespace copydesk {

struct SimilarSketch {
  std::size_t index = 0;  // in the order of adding, from 0
  double jaccard = 0;     // the value of EstimateJaccard

  friend bool operator==(const SimilarSketch&, const SimilarSketch&) = default;
};

// Any number of threads may call FindSimilar while none calls Add.
class SketchTable {
 public:
  // InvalidArgument when `bins` is no power of two from 64 to 1024.
  [[nodiscard]] static absl::StatusOr<SketchTable> Make(int bins);

  SketchTable(SketchTable&&) noexcept;
  SketchTable& operator=(SketchTable&&) noexcept;
  ~SketchTable();

  // An empty sketch is similar to nothing. InvalidArgument for a sketch of another number of bins.
  [[nodiscard]] absl::Status Add(const MinHashSketch& sketch);

  [[nodiscard]] std::size_t size() const;

  // The sketches whose estimated Jaccard similarity with `query` is at least `min_jaccard`, above 0 and up to 1, by
  // index. Linear in the table. InvalidArgument for a query of another number of bins, or a similarity out of range.
  [[nodiscard]] absl::StatusOr<std::vector<SimilarSketch>> FindSimilar(const MinHashSketch& query,
                                                                       double min_jaccard) const;

 private:
  struct Impl;
  explicit SketchTable(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TABLE_H_
