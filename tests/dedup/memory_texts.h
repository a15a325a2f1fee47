// Texts that are there already.
#ifndef COPYDESK_TESTS_DEDUP_MEMORY_TEXTS_H_
#define COPYDESK_TESTS_DEDUP_MEMORY_TEXTS_H_

#include <string>
#include <utility>
#include <vector>

#include "dedup/cut.h"

namespace copydesk {

class MemoryTexts : public CollectionTexts {
 public:
  explicit MemoryTexts(std::vector<std::string> texts) : texts_(std::move(texts)) {}

  [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(texts_.size()); }
  [[nodiscard]] absl::StatusOr<std::string> Text(std::uint32_t document) const override {
    ++readings;
    return texts_[document];
  }

  mutable std::size_t readings = 0;

 private:
  std::vector<std::string> texts_;
};

// What is left of a text.
inline std::string Without(const std::string& text, const std::vector<Cut>& cuts) {
  std::string left;
  std::size_t at = 0;
  for (const Cut& cut : cuts) {
    left += text.substr(at, cut.removed.begin - at);
    at = cut.removed.end;
  }
  return left + text.substr(at);
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_DEDUP_MEMORY_TEXTS_H_
