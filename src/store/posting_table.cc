#include "store/posting_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "hwy/contrib/sort/vqsort.h"

namespace copydesk {
namespace {

// Fewer are as quickly sorted as they are.
constexpr std::size_t kFewestVectorSorted = 4096;

// Sorts by hash with vectors, through keys of 16 bytes: most lists have one entry, so that little is left to compare.
void SortEntries(PostingTable::Entries* entries) {
  if (entries->size() < kFewestVectorSorted) {
    std::sort(entries->begin(), entries->end());
    return;
  }
  std::vector<hwy::K64V64> keys(entries->size());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = {.value = i, .key = (*entries)[i].hash};
  const hwy::Sorter sorter;
  sorter(keys.data(), keys.size(), hwy::SortAscending());
  PostingTable::Entries sorted(entries->size());
  for (std::size_t i = 0; i < keys.size(); ++i) sorted[i] = (*entries)[keys[i].value];
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end].hash == sorted[begin].hash) ++end;
    if (end - begin > 1)
      std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin), sorted.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  *entries = std::move(sorted);
}

}  // namespace

void PostingTable::Append(std::span<const PostingEntry> entries) {
  appended_.insert(appended_.end(), entries.begin(), entries.end());
}

std::shared_ptr<const PostingTable::Entries> PostingTable::Sorted() {
  if (appended_.empty()) return sorted_;
  SortEntries(&appended_);
  if (sorted_->empty()) {
    sorted_ = std::make_shared<const Entries>(std::move(appended_));
  } else {
    Entries merged(sorted_->size() + appended_.size());
    std::merge(sorted_->begin(), sorted_->end(), appended_.begin(), appended_.end(), merged.begin());
    sorted_ = std::make_shared<const Entries>(std::move(merged));
  }
  appended_ = Entries();
  return sorted_;
}

}  // namespace copydesk
