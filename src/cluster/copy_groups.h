// Groups of articles that share copy, for the audit.
#ifndef COPYDESK_CLUSTER_COPY_GROUPS_H_
#define COPYDESK_CLUSTER_COPY_GROUPS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cluster/match_edges.h"
#include "copydesk/audit_collection.h"

namespace copydesk {

struct CopyGroupMember {
  std::uint32_t block = 0;  // place in MatchEdges::names()
  GroupRole role = GroupRole::kVersion;

  friend bool operator==(const CopyGroupMember&, const CopyGroupMember&) = default;
};

struct CopyGroupBlocks {
  std::string name;                      // "g-" and 16 hexadecimal digits that depend on the members alone
  std::vector<CopyGroupMember> members;  // at least two; ascending

  friend bool operator==(const CopyGroupBlocks&, const CopyGroupBlocks&) = default;
};

// By name. Only blocks that `is_article` takes are in groups.
//
// 1. Versions: star clusters by the larger of NearResemblance and Comparison::equivalence from kMinEquivalence on.
// 2. A block in no such cluster, most of which is in another one, is a cut of it, and of what that is a cut of in turn:
//    in the cluster that this leads to, or in a new group with the block at its end.
// 3. Blocks that are left and overlap with one another are star clusters by their larger share.
// 4. A block that has a member of a group of which it is none itself is a container there, whatever other groups it is
//    in; a block in no group of 1 and 2 that overlaps with a member is an overlap.
//
// Pages of one form (numbers_differ), quotations, overlaps of less than a fifth of the shorter text and pairs that were
// not verified join nothing. Independent of the
// order of the matches. O(m log m).
[[nodiscard]] std::vector<CopyGroupBlocks> GroupCopies(MatchEdges matches,
                                                       const std::function<bool(const BlockName&)>& is_article);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_COPY_GROUPS_H_
