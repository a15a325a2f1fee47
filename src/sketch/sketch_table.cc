#include "copydesk/sketch_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "sketch/agreement.h"

namespace copydesk {

struct SketchTable::Impl {
  int bins = 0;
  PackedSketches sketches;

  absl::Status CheckSize(const MinHashSketch& sketch) const {
    if (sketch.empty() && sketch.occupancy.empty()) return absl::OkStatus();
    const auto size = static_cast<std::size_t>(bins);
    if (sketch.values.size() == size && sketch.occupancy.size() == size / 64) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("a sketch of ", sketch.values.size(), " bins; those of the table have ", bins));
  }
};

SketchTable::SketchTable(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SketchTable::SketchTable(SketchTable&&) noexcept = default;
SketchTable& SketchTable::operator=(SketchTable&&) noexcept = default;
SketchTable::~SketchTable() = default;

absl::StatusOr<SketchTable> SketchTable::Make(int bins) {
  if (bins < 64 || bins > 1024 || !std::has_single_bit(static_cast<unsigned>(bins))) {
    return absl::InvalidArgumentError(absl::StrCat(bins, " bins; it must be a power of two from 64 to 1024"));
  }
  return SketchTable(std::make_unique<Impl>(Impl{.bins = bins, .sketches = PackedSketches(bins)}));
}

absl::Status SketchTable::Add(const MinHashSketch& sketch) {
  COPYDESK_RETURN_IF_ERROR(impl_->CheckSize(sketch));
  impl_->sketches.Add(sketch);
  return absl::OkStatus();
}

std::size_t SketchTable::size() const { return impl_->sketches.size(); }

absl::StatusOr<std::vector<SimilarSketch>> SketchTable::FindSimilar(const MinHashSketch& query,
                                                                    double min_jaccard) const {
  COPYDESK_RETURN_IF_ERROR(impl_->CheckSize(query));
  if (!(min_jaccard > 0 && min_jaccard <= 1)) {  // so written that NaN is out of range
    return absl::InvalidArgumentError(
        absl::StrCat("a similarity of ", min_jaccard, "; it must be above 0 and up to 1"));
  }
  std::vector<SimilarSketch> similar;
  if (query.empty()) return similar;
  std::array<Agreement, 1024> agreements;  // stays in the cache
  for (std::size_t begin = 0; begin < size(); begin += agreements.size()) {
    const std::span<Agreement> part = std::span(agreements).first(std::min(agreements.size(), size() - begin));
    impl_->sketches.CountAgreements(query, begin, part);
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (part[i].equal < min_jaccard * part[i].either) continue;  // chance makes the estimate smaller still
      const double jaccard = EstimateOf(part[i]).value;
      if (jaccard >= min_jaccard) similar.push_back({.index = begin + i, .jaccard = jaccard});
    }
  }
  return similar;
}

}  // namespace copydesk
