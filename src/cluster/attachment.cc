#include "cluster/attachment.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// One side of a contains match: this share of block `inner` is in block `outer`.
struct Containment {
  std::uint32_t inner = 0;
  std::uint32_t outer = 0;
  double share = 0;
};

bool IsBetter(const Containment& x, const Containment& y) {
  return std::tie(y.share, x.outer) < std::tie(x.share, y.outer);
}

std::vector<Containment> Containments(const MatchEdges& matches) {
  std::vector<Containment> all;
  for (const MatchEdge& edge : matches.edges()) {
    if (!edge.verified || edge.relation != Relation::kContains) continue;
    if (edge.direction != Direction::kBInA) all.push_back({edge.a, edge.b, edge.share[0]});
    if (edge.direction != Direction::kAInB) all.push_back({edge.b, edge.a, edge.share[1]});
  }
  return all;
}

// Block -> the place of its cluster, or kNone.
std::vector<std::size_t> ClustersOf(const MatchEdges& matches, const Clusters& clusters) {
  std::vector<std::size_t> cluster_of(matches.names().size(), kNone);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    for (const ClusterMember& member : clusters[i].members) {
      if (const auto block = matches.Find(member.block); block.has_value()) cluster_of[*block] = i;
    }
  }
  return cluster_of;
}

template <typename Key>
void KeepBest(const Key& key, const Containment& part, std::map<Key, Containment>* best) {
  const auto [entry, is_new] = best->try_emplace(key, part);
  if (!is_new && IsBetter(part, entry->second)) entry->second = part;
}

// A cluster, by its place, or a block in none.
using Holder = std::pair<std::size_t, std::uint32_t>;

}  // namespace

void AttachContained(const MatchEdges& matches, Clusters* clusters) {
  const std::vector<Containment> containments = Containments(matches);
  if (containments.empty()) return;
  const std::vector<std::size_t> cluster_of = ClustersOf(matches, *clusters);
  std::map<std::pair<std::size_t, Holder>, Containment> holders;  // of clusters
  std::map<std::uint32_t, Containment> best;                      // of blocks in no cluster
  for (const Containment& part : containments) {
    const std::size_t inner = cluster_of[part.inner];
    const std::size_t outer = cluster_of[part.outer];
    if (inner == kNone) {
      KeepBest(part.inner, part, &best);
    } else if (inner != outer) {
      KeepBest({inner, {outer, outer == kNone ? part.outer : 0}}, part, &holders);
    }
  }
  for (const auto& [key, part] : holders) {
    const auto& [inner, holder] = key;
    const std::string name = holder.first == kNone ? "" : (*clusters)[holder.first].name;
    (*clusters)[inner].part_of.push_back({.cluster = name, .block = matches.names()[part.outer], .share = part.share});
  }
  for (const auto& [block, part] : best) {
    const std::size_t outer = cluster_of[part.outer];
    if (outer == kNone) continue;
    (*clusters)[outer].attached.push_back(
        {.block = matches.names()[block], .within = matches.names()[part.outer], .share = part.share});
  }
  for (Cluster& cluster : *clusters) {
    std::sort(cluster.part_of.begin(), cluster.part_of.end(), [](const Container& x, const Container& y) {
      return std::tie(y.share, x.cluster, x.block) < std::tie(x.share, y.cluster, y.block);
    });
  }
}

}  // namespace copydesk
