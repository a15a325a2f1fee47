#include "cluster/content_groups.h"

#include <algorithm>

#include "cluster/disjoint_sets.h"

namespace copydesk {

ContentGroups::ContentGroups(std::span<const Match> matches) {
  for (const Match& match : matches) {
    if (!match.verified) continue;
    for (const BlockName* const name : {&match.a, &match.b}) {
      if (index_of_.try_emplace(KeyOf(*name)).second) names_.push_back(name);
    }
  }
  std::sort(names_.begin(), names_.end(), [](const BlockName* x, const BlockName* y) { return *x < *y; });
  for (std::size_t i = 0; i < names_.size(); ++i) index_of_[KeyOf(*names_[i])] = static_cast<std::uint32_t>(i);

  DisjointSets equal(names_.size());
  for (const Match& match : matches) {
    if (match.verified && match.comparison.relation == Relation::kExact) {
      equal.Join(IndexOf(match.a), IndexOf(match.b));
    }
  }
  group_of_.reserve(names_.size());
  begin_.resize(names_.size() + 1, 0);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    group_of_.push_back(equal.Find(i));
    ++begin_[group_of_.back() + 1];
  }
  for (std::size_t group = 0; group < names_.size(); ++group) begin_[group + 1] += begin_[group];
  by_group_.resize(names_.size());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t i = 0; i < names_.size(); ++i) by_group_[next[group_of_[i]]++] = names_[i];
}

}  // namespace copydesk
