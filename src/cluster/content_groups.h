// Blocks of equal content, as exact matches tell them.
#ifndef COPYDESK_CLUSTER_CONTENT_GROUPS_H_
#define COPYDESK_CLUSTER_CONTENT_GROUPS_H_

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "copydesk/document.h"
#include "copydesk/match.h"

namespace copydesk {

// The blocks that verified matches name, joined by those that are exact. A group has the number of its first block in
// name order, so that numbers do not depend on the order of the matches.
class ContentGroups {
 public:
  explicit ContentGroups(std::span<const Match> matches);

  // The group of a block that a verified match names. O(log n).
  [[nodiscard]] std::size_t GroupOf(const BlockName& block) const;

  // Group -> its blocks, by name.
  [[nodiscard]] const std::map<std::size_t, std::vector<BlockName>>& groups() const { return groups_; }

 private:
  [[nodiscard]] std::size_t IndexOf(const BlockName& block) const;

  std::vector<BlockName> names_;       // ascending
  std::vector<std::size_t> group_of_;  // by place in names_
  std::map<std::size_t, std::vector<BlockName>> groups_;
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_CONTENT_GROUPS_H_
