#include "cluster/content_groups.h"

#include "cluster/disjoint_sets.h"

namespace copydesk {

ContentGroups::ContentGroups(const MatchEdges& matches) {
  const std::span<const BlockName> names = matches.names();
  DisjointSets equal(names.size());
  for (const MatchEdge& edge : matches.edges()) {
    if (edge.verified && edge.relation == Relation::kExact) equal.Join(edge.a, edge.b);
  }
  group_of_.reserve(names.size());
  begin_.resize(names.size() + 1, 0);
  for (std::size_t i = 0; i < names.size(); ++i) {
    group_of_.push_back(equal.Find(i));
    ++begin_[group_of_.back() + 1];
  }
  for (std::size_t group = 0; group < names.size(); ++group) begin_[group + 1] += begin_[group];
  by_group_.resize(names.size());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t i = 0; i < names.size(); ++i) by_group_[next[group_of_[i]]++] = &names[i];
}

}  // namespace copydesk
