// All postings of one kind, in memory: one sorted array, and behind it what was appended since it was last read.
#ifndef COPYDESK_STORE_POSTING_TABLE_H_
#define COPYDESK_STORE_POSTING_TABLE_H_

#include <memory>
#include <span>
#include <vector>

#include "store/posting_entry.h"

namespace copydesk {

// 24 bytes a posting. Not thread-safe; a sorted array that Sorted() gave out never changes and outlives the table.
class PostingTable {
 public:
  using Entries = std::vector<PostingEntry>;

  void Append(std::span<const PostingEntry> entries);

  // All entries in order. The first call after Append sorts what was appended and merges it with the rest into a new
  // array: linear in the table, and both arrays exist for that long. Constant otherwise.
  [[nodiscard]] std::shared_ptr<const Entries> Sorted();

 private:
  std::shared_ptr<const Entries> sorted_ = std::make_shared<const Entries>();
  Entries appended_;
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_TABLE_H_
