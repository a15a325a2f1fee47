// Blocks of equal content, as exact matches tell them.
#ifndef COPYDESK_CLUSTER_CONTENT_GROUPS_H_
#define COPYDESK_CLUSTER_CONTENT_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cluster/match_edges.h"
#include "copydesk/document.h"

namespace copydesk {

// The blocks that matches name, joined by verified matches that are exact. A group has the number of its first block in
// name order, so that numbers do not depend on the order of the matches.
class ContentGroups {
 public:
  // `matches` must stay live while this is live.
  explicit ContentGroups(const MatchEdges& matches);

  // The group of a block, which is a place in MatchEdges::names(). O(1).
  [[nodiscard]] std::size_t GroupOf(std::uint32_t block) const { return group_of_[block]; }

  // All groups have numbers below this one.
  [[nodiscard]] std::size_t size() const { return group_of_.size(); }

  // The blocks of the group of this number, by name; none where there is no such group.
  [[nodiscard]] std::span<const BlockName* const> BlocksOf(std::size_t group) const {
    return std::span(by_group_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

 private:
  std::vector<std::size_t> group_of_;       // by block
  std::vector<const BlockName*> by_group_;  // by group, then by name
  std::vector<std::size_t> begin_;          // of each group in by_group_, and the end of the last
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_CONTENT_GROUPS_H_
