#include "store/posting_table.h"

#include <algorithm>
#include <utility>

namespace copydesk {

void PostingTable::Append(std::span<const PostingEntry> entries) {
  appended_.insert(appended_.end(), entries.begin(), entries.end());
}

std::shared_ptr<const PostingTable::Entries> PostingTable::Sorted() {
  if (appended_.empty()) return sorted_;
  std::sort(appended_.begin(), appended_.end());
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
