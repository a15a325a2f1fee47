// Groups sorted postings into lists, for Store::ForEachList.
#ifndef COPYDESK_STORE_LIST_GROUPER_H_
#define COPYDESK_STORE_LIST_GROUPER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/store.h"
#include "store/posting_entry.h"

namespace copydesk {

// Protocol: Add* Finish, with ascending entries, up to the first error. Memory for `limit` postings.
class ListGrouper {
 public:
  // `visit` must stay live while this is live.
  ListGrouper(std::size_t limit, const Store::ListVisitor& visit) : limit_(limit), visit_(visit) {}

  [[nodiscard]] absl::Status Add(const PostingEntry& entry) {
    if (length_ > 0 && entry.list() != list_) {
      if (absl::Status status = Finish(); !status.ok()) return status;
    }
    list_ = entry.list();
    ++length_;
    if (postings_.size() < limit_) postings_.push_back(entry.posting());
    return absl::OkStatus();
  }

  // Postings of the list of the last entry that are not kept.
  void AddUnlisted(std::uint64_t count) { length_ += count; }

  // Visits the list that the last entries make up.
  [[nodiscard]] absl::Status Finish() {
    absl::Status status = length_ >= 2 ? visit_(list_, postings_, length_) : absl::OkStatus();
    postings_.clear();
    length_ = 0;
    return status;
  }

 private:
  std::size_t limit_;
  const Store::ListVisitor& visit_;
  std::uint64_t list_ = 0;
  std::uint64_t length_ = 0;
  std::vector<Posting> postings_;
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_LIST_GROUPER_H_
