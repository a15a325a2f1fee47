#include "cluster/content_groups.h"

#include <algorithm>

#include "cluster/disjoint_sets.h"

namespace copydesk {
namespace {

std::vector<BlockName> Names(std::span<const Match> matches) {
  std::vector<BlockName> names;
  for (const Match& match : matches) {
    if (!match.verified) continue;
    names.push_back(match.a);
    names.push_back(match.b);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

ContentGroups::ContentGroups(std::span<const Match> matches) : names_(Names(matches)) {
  DisjointSets equal(names_.size());
  for (const Match& match : matches) {
    if (match.verified && match.comparison.relation == Relation::kExact) {
      equal.Join(IndexOf(match.a), IndexOf(match.b));
    }
  }
  group_of_.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    group_of_.push_back(equal.Find(i));
    groups_[group_of_.back()].push_back(names_[i]);
  }
}

std::size_t ContentGroups::GroupOf(const BlockName& block) const { return group_of_[IndexOf(block)]; }

std::size_t ContentGroups::IndexOf(const BlockName& block) const {
  return static_cast<std::size_t>(std::lower_bound(names_.begin(), names_.end(), block) - names_.begin());
}

}  // namespace copydesk
