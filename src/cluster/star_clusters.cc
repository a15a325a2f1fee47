#include "cluster/star_clusters.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cluster/cluster_name.h"

namespace copydesk {
namespace {

std::string NameOf(const Cluster& cluster) {
  std::vector<const BlockName*> names;
  names.reserve(cluster.members.size());
  for (const ClusterMember& member : cluster.members) names.push_back(&member.block);
  return NameOfMembers('d', std::move(names));
}

// A cluster around a group, of the group's own blocks and those of the groups near it.
Cluster MakeCluster(const ContentGroups& groups, std::size_t centre, std::span<const NearNeighbour> neighbours) {
  const std::span<const BlockName* const> own = groups.BlocksOf(centre);
  Cluster cluster;
  cluster.centre = *own.front();
  for (const BlockName* const block : own) cluster.members.push_back({.block = *block});
  for (const auto& [group, edge] : neighbours) {
    for (const BlockName* const block : groups.BlocksOf(group)) {
      cluster.members.push_back(
          {.block = *block, .relation = Relation::kNear, .score = edge.score, .share_kept = edge.share_of_own});
    }
  }
  std::sort(cluster.members.begin() + 1, cluster.members.end(),
            [](const ClusterMember& x, const ClusterMember& y) { return x.block < y.block; });
  cluster.name = NameOf(cluster);
  return cluster;
}

}  // namespace

Clusters MakeStarClusters(const ContentGroups& groups, NearGraph graph) {
  Clusters clusters;
  std::vector<bool> taken(groups.size(), false);
  // Standings fall as neighbours are taken, so that an entry is checked when it comes up.
  std::vector<Standing> heap = graph.Standings();
  std::make_heap(heap.begin(), heap.end());
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end());
    const Standing entry = heap.back();
    heap.pop_back();
    if (!graph.Contains(entry.group)) continue;
    if (const Standing now = graph.StandingOf(entry.group); now != entry) {
      heap.push_back(now);
      std::push_heap(heap.begin(), heap.end());
      continue;
    }
    const std::vector<NearNeighbour> neighbours = graph.NeighboursOf(entry.group);
    clusters.push_back(MakeCluster(groups, entry.group, neighbours));
    taken[entry.group] = true;
    graph.Remove(entry.group);
    for (const auto& [other, edge] : neighbours) {
      taken[other] = true;
      graph.Remove(other);
    }
  }
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (groups.BlocksOf(group).size() > 1 && !taken[group]) clusters.push_back(MakeCluster(groups, group, {}));
  }
  return clusters;
}

}  // namespace copydesk
