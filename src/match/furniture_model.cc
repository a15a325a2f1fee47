#include "match/furniture_model.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"

namespace copydesk {

FurnitureModel::FurnitureModel(std::vector<FurnitureEntry> entries) : entries_(std::move(entries)) {
  // The most contexts first, so that unique() keeps them.
  std::sort(entries_.begin(), entries_.end(), [](const FurnitureEntry& x, const FurnitureEntry& y) {
    return std::pair(x.source, x.passage) != std::pair(y.source, y.passage) ? x < y : y.contexts < x.contexts;
  });
  const auto same = [](const FurnitureEntry& x, const FurnitureEntry& y) {
    return x.source == y.source && x.passage == y.passage;
  };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  if (entries_.empty()) return;
  std::vector<std::uint64_t> content;
  content.reserve(3 * entries_.size());
  for (const FurnitureEntry& entry : entries_) {
    content.push_back(entry.source);
    content.push_back(entry.passage);
    content.push_back(entry.contexts);
  }
  fingerprint_ = HashWords128(content).low;
}

std::span<const FurnitureEntry> FurnitureModel::OfSource(std::uint64_t source) const {
  struct BySource {
    bool operator()(const FurnitureEntry& entry, std::uint64_t value) const { return entry.source < value; }
    bool operator()(std::uint64_t value, const FurnitureEntry& entry) const { return value < entry.source; }
  };
  const auto [begin, end] = std::equal_range(entries_.begin(), entries_.end(), source, BySource());
  return {begin, end};
}

const FurnitureEntry* FindPassage(std::span<const FurnitureEntry> of_source, std::uint64_t passage) {
  const auto entry = std::lower_bound(of_source.begin(), of_source.end(), passage,
                                      [](const FurnitureEntry& e, std::uint64_t value) { return e.passage < value; });
  return entry != of_source.end() && entry->passage == passage ? &*entry : nullptr;
}

std::string ModelName(std::string_view terms, const FurnitureModel& furniture) {
  if (furniture.empty()) return std::string(terms);
  const std::uint64_t name = Hash64(terms, furniture.fingerprint());
  return absl::StrCat("m-", absl::Hex(name, absl::kZeroPad16));
}

}  // namespace copydesk
