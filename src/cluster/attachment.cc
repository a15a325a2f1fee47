#include "cluster/attachment.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

// One side of a contains match: this share of `inner` is in `outer`.
struct Containment {
  const BlockName* inner;
  const BlockName* outer;
  double share;
};

bool IsBetter(const Containment& x, const Containment& y) {
  return std::tie(y.share, *x.outer) < std::tie(x.share, *y.outer);
}

std::vector<Containment> Containments(std::span<const Match> matches) {
  std::vector<Containment> all;
  for (const Match& match : matches) {
    const Comparison& comparison = match.comparison;
    if (!match.verified || comparison.relation != Relation::kContains) continue;
    if (comparison.direction != Direction::kBInA) all.push_back({&match.a, &match.b, comparison.share[0]});
    if (comparison.direction != Direction::kAInB) all.push_back({&match.b, &match.a, comparison.share[1]});
  }
  return all;
}

template <typename Key>
void KeepBest(const Key& key, const Containment& part, std::map<Key, Containment>* best) {
  const auto [entry, is_new] = best->try_emplace(key, part);
  if (!is_new && IsBetter(part, entry->second)) entry->second = part;
}

// A cluster, by its place, or a block in none.
struct Holder {
  std::size_t cluster;
  BlockName block;

  friend auto operator<=>(const Holder&, const Holder&) = default;
};

}  // namespace

void AttachContained(std::span<const Match> matches, Clusters* clusters) {
  const std::vector<Containment> containments = Containments(matches);
  if (containments.empty()) return;
  const std::size_t none = clusters->size();
  std::map<BlockName, std::size_t> cluster_of;
  for (std::size_t i = 0; i < clusters->size(); ++i) {
    for (const ClusterMember& member : (*clusters)[i].members) cluster_of[member.block] = i;
  }
  const auto find = [&](const BlockName& block) {
    const auto found = cluster_of.find(block);
    return found == cluster_of.end() ? none : found->second;
  };
  std::map<std::pair<std::size_t, Holder>, Containment> holders;  // of clusters
  std::map<BlockName, Containment> best;                          // of blocks in no cluster
  for (const Containment& part : containments) {
    const std::size_t inner = find(*part.inner);
    const std::size_t outer = find(*part.outer);
    if (inner == none) {
      KeepBest(*part.inner, part, &best);
    } else if (inner != outer) {
      KeepBest({inner, {outer, outer == none ? *part.outer : BlockName{}}}, part, &holders);
    }
  }
  for (const auto& [key, part] : holders) {
    const auto& [inner, holder] = key;
    const std::string name = holder.cluster == none ? "" : (*clusters)[holder.cluster].name;
    (*clusters)[inner].part_of.push_back({.cluster = name, .block = *part.outer, .share = part.share});
  }
  for (const auto& [block, part] : best) {
    const std::size_t outer = find(*part.outer);
    if (outer == none) continue;
    (*clusters)[outer].attached.push_back({.block = block, .within = *part.outer, .share = part.share});
  }
  for (Cluster& cluster : *clusters) {
    std::sort(cluster.part_of.begin(), cluster.part_of.end(), [](const Container& x, const Container& y) {
      return std::tie(y.share, x.cluster, x.block) < std::tie(x.share, y.cluster, y.block);
    });
  }
}

}  // namespace copydesk
