// Blocks of equal content, as exact matches tell them.
#ifndef COPYDESK_CLUSTER_CONTENT_GROUPS_H_
#define COPYDESK_CLUSTER_CONTENT_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "copydesk/document.h"
#include "copydesk/match.h"

namespace copydesk {

// The blocks that verified matches name, joined by those that are exact. A group has the number of its first block in
// name order, so that numbers do not depend on the order of the matches.
class ContentGroups {
 public:
  // `matches` must stay live while this is live.
  explicit ContentGroups(std::span<const Match> matches);

  // The group of a block that a verified match names. O(1).
  [[nodiscard]] std::size_t GroupOf(const BlockName& block) const { return group_of_[IndexOf(block)]; }

  // All groups have numbers below this one.
  [[nodiscard]] std::size_t size() const { return names_.size(); }

  // The blocks of the group of this number, by name; none where there is no such group.
  [[nodiscard]] std::span<const BlockName* const> BlocksOf(std::size_t group) const {
    return std::span(by_group_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

 private:
  using Key = std::pair<std::string_view, std::string_view>;  // document, block

  static Key KeyOf(const BlockName& block) { return {block.document, block.block}; }
  [[nodiscard]] std::size_t IndexOf(const BlockName& block) const { return index_of_.find(KeyOf(block))->second; }

  std::vector<const BlockName*> names_;  // ascending
  absl::flat_hash_map<Key, std::uint32_t> index_of_;
  std::vector<std::size_t> group_of_;       // by place in names_
  std::vector<const BlockName*> by_group_;  // by group, then by name
  std::vector<std::size_t> begin_;          // of each group in by_group_, and the end of the last
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_CONTENT_GROUPS_H_
