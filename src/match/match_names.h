// Turns block numbers into the names that matches carry.
#ifndef COPYDESK_MATCH_MATCH_NAMES_H_
#define COPYDESK_MATCH_MATCH_NAMES_H_

#include <map>

#include "absl/status/status.h"
#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/verify.h"

namespace copydesk {

// Names of blocks, each looked up once. The first error of a lookup is kept in status(); the names that could not be
// had are empty. For one thread.
class MatchNames {
 public:
  // `store` must stay live while this is live.
  explicit MatchNames(const Store& store) : store_(store) {}

  // Stays valid while this is live.
  const BlockName& Get(BlockNumber block);

  // The match of a pair, sides in order of their names; an unverified one gets its estimate from the signatures.
  [[nodiscard]] Match ToMatch(VerifiedPair pair);

  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  [[nodiscard]] absl::StatusOr<BlockName> LookUp(BlockNumber block) const;
  [[nodiscard]] absl::StatusOr<Estimate> EstimatePair(const BlockPair& blocks) const;

  const Store& store_;
  std::map<BlockNumber, BlockName> names_;
  absl::Status status_;
};

// The match of named sides: exchanges them when `a` does not sort before `b`.
[[nodiscard]] Match MakeMatch(BlockName a, BlockName b, Comparison comparison);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MATCH_NAMES_H_
