// Turns block numbers into the names that matches carry.
#ifndef COPYDESK_MATCH_MATCH_NAMES_H_
#define COPYDESK_MATCH_MATCH_NAMES_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/verify.h"

namespace copydesk {

// Names of blocks; those that were looked up last are kept. The first error of a lookup is kept in status(); the names
// that could not be had are empty. For one thread.
class MatchNames {
 public:
  // `store` must stay live while this is live.
  explicit MatchNames(const Store& store) : store_(store) {}

  // Stays valid until the next call of a function.
  const BlockName& Get(BlockNumber block);

  void SortByName(std::vector<BlockNumber>* blocks);

  // The one with the first name; `blocks` are not empty.
  [[nodiscard]] BlockNumber FirstByName(const std::vector<BlockNumber>& blocks);

  // The match of a pair, sides in order of their names; an unverified one gets its estimate from the signatures.
  [[nodiscard]] Match ToMatch(VerifiedPair pair);

  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  [[nodiscard]] absl::StatusOr<BlockName> LookUp(BlockNumber block) const;
  [[nodiscard]] absl::StatusOr<Estimate> EstimatePair(const BlockPair& blocks) const;

  const Store& store_;
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, BlockName> names_;
  absl::Status status_;
};

// The match of named sides: exchanges them when `a` does not sort before `b`.
[[nodiscard]] Match MakeMatch(BlockName a, BlockName b, Comparison comparison);

// Whether a match depends on a model, and names it.
[[nodiscard]] inline bool NamesModel(const Match& match) {
  return match.same_story.has_value() || match.comparison.furniture[0] + match.comparison.furniture[1] > 0;
}

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MATCH_NAMES_H_
