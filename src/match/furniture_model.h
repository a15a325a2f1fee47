// What was learned of the furniture of each source of a collection (furniture_learner.h says how).
#ifndef COPYDESK_MATCH_FURNITURE_MODEL_H_
#define COPYDESK_MATCH_FURNITURE_MODEL_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/furniture.h"

namespace copydesk {

// A sorted set of (source, passage). Immutable and thread-safe; a copy is as deep as its entries, 24 bytes each.
class FurnitureModel {
 public:
  // Nothing learned.
  FurnitureModel() = default;

  // In any order; of entries of one source and passage the one with the most contexts stays.
  explicit FurnitureModel(std::vector<FurnitureEntry> entries);

  // Ascending, each (source, passage) once.
  [[nodiscard]] std::span<const FurnitureEntry> entries() const { return entries_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }

  // The entries of one source; empty when it has none. O(log entries).
  [[nodiscard]] std::span<const FurnitureEntry> OfSource(std::uint64_t source) const;

  // A hash of the entries; 0 when nothing was learned. Equal fingerprints: the same passages are set aside.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  std::vector<FurnitureEntry> entries_;
  std::uint64_t fingerprint_ = 0;
};

// The entry of a passage among those of its source, null when it is no furniture. O(log entries).
[[nodiscard]] const FurnitureEntry* FindPassage(std::span<const FurnitureEntry> of_source, std::uint64_t passage);

// The name of everything that was learned, as matches carry it: `terms` is TermModel::name(), or empty where terms were
// not weighed. It is `terms` itself where no furniture was learned, else "m-" and 16 hexadecimal digits.
[[nodiscard]] std::string ModelName(std::string_view terms, const FurnitureModel& furniture);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_FURNITURE_MODEL_H_
