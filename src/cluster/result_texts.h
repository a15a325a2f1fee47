// The texts of stored results, numbered, and what is left when some of them are removed.
#ifndef COPYDESK_CLUSTER_RESULT_TEXTS_H_
#define COPYDESK_CLUSTER_RESULT_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/results.h"

namespace copydesk {

// Numbered by rank: the longest first, then by name, so that numbers do not depend on the order of the lines. O(log n)
// or better a call, unless it says otherwise.
class ResultTexts {
 public:
  // Error: InvalidArgument when a name comes twice.
  [[nodiscard]] static absl::StatusOr<ResultTexts> Make(std::vector<ResultText> texts);
  ResultTexts(ResultTexts&&) = default;
  ResultTexts& operator=(ResultTexts&&) = default;
  ResultTexts(const ResultTexts&) = delete;
  ResultTexts& operator=(const ResultTexts&) = delete;
  ~ResultTexts() = default;

  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] const ResultText& operator[](std::size_t rank) const { return texts_[rank]; }

  // size() when there is none.
  [[nodiscard]] std::size_t Find(const BlockName& name) const;

  // Without furniture.
  [[nodiscard]] std::uint64_t CountTexts() const;
  [[nodiscard]] std::uint64_t CountDocuments() const { return documents_.size(); }

  // Of all texts marked; the items of a digest are within it and count with it. Linear.
  [[nodiscard]] std::uint64_t CountBytes(const std::vector<bool>& marked) const;

  // Documents whose texts are all marked, but for furniture. Linear.
  [[nodiscard]] std::uint64_t CountDocuments(const std::vector<bool>& marked) const;

 private:
  using Key = std::pair<std::string_view, std::string_view>;
  explicit ResultTexts(std::vector<ResultText> texts);

  std::vector<ResultText> texts_;
  absl::flat_hash_map<Key, std::size_t> rank_of_;                              // keys lie in texts_
  absl::flat_hash_map<std::string_view, std::vector<std::size_t>> documents_;  // without furniture
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_RESULT_TEXTS_H_
