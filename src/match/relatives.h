// Blocks of one document that hold one another: never compared.
#ifndef COPYDESK_MATCH_RELATIVES_H_
#define COPYDESK_MATCH_RELATIVES_H_

#include <cstddef>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "copydesk/block.h"
#include "copydesk/store.h"
#include "match/candidates.h"

namespace copydesk {

// One of the two blocks of a document is the parent of the other, or the parent's parent, and so on. Ends on parents
// that name one another as well. O(depth · blocks).
[[nodiscard]] bool AreRelatives(std::span<const Block> blocks, std::size_t a, std::size_t b);

// Answers for blocks of a store. Blocks of different documents cost nothing. The first error of a look-up is kept in
// status(). For one thread.
class Relatives {
 public:
  // `store` must stay live while this is live.
  explicit Relatives(const Store& store) : store_(store) {}

  [[nodiscard]] bool Contains(const BlockPair& pair);
  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  const Store& store_;
  absl::flat_hash_map<DocumentNumber, std::vector<Block>> blocks_;  // of the documents asked for
  absl::Status status_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_RELATIVES_H_
