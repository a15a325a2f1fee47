#include "cluster/story_clusters.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "cluster/score_units.h"

namespace copydesk {
namespace {

// What is known of the pairs between two groups. Scores are added in units of 2^-32, as integers, so that sums do not
// depend on the order.
struct Link {
  std::uint64_t score_sum = 0;
  std::uint64_t bounded_pairs = 0;  // compared pairs with a bounded node
};

struct Group {
  absl::flat_hash_map<std::size_t, Link> links;  // by group
  std::uint64_t free_nodes = 0;                  // those that are not bounded
  std::size_t smallest = 0;                      // node
};

class Joiner {
 public:
  Joiner(std::size_t nodes, std::span<const StoryEdge> edges, const std::vector<bool>& bounded)
      : group_of_(nodes), groups_(nodes) {
    for (std::size_t i = 0; i < nodes; ++i) {
      group_of_[i] = i;
      groups_[i] = {.links = {}, .free_nodes = bounded[i] ? 0U : 1U, .smallest = i};
    }
    for (const StoryEdge& edge : edges) {
      const Link link{.score_sum = ScoreUnits(std::min(edge.score, 1.0)),
                      .bounded_pairs = bounded[edge.a] || bounded[edge.b] ? 1U : 0U};
      groups_[edge.a].links[edge.b] = link;
      groups_[edge.b].links[edge.a] = link;
    }
  }

  void JoinIfClose(const StoryEdge& edge, double threshold) {
    std::size_t a = Find(edge.a);
    std::size_t b = Find(edge.b);
    if (a == b) return;
    const Link link = groups_[a].links.at(b);
    const auto pairs = static_cast<double>(groups_[a].free_nodes * groups_[b].free_nodes + link.bounded_pairs);
    if (static_cast<double>(link.score_sum) < static_cast<double>(ScoreUnits(std::min(threshold, 1.0))) * pairs) return;
    if (groups_[a].links.size() < groups_[b].links.size()) std::swap(a, b);
    groups_[a].links.erase(b);
    groups_[b].links.erase(a);
    for (const auto& [other, other_link] : groups_[b].links) {
      Link& sum = groups_[a].links[other];
      sum.score_sum += other_link.score_sum;
      sum.bounded_pairs += other_link.bounded_pairs;
      groups_[other].links.erase(b);
      groups_[other].links[a] = sum;
    }
    groups_[a].free_nodes += groups_[b].free_nodes;
    groups_[a].smallest = std::min(groups_[a].smallest, groups_[b].smallest);
    groups_[b].links = {};
    group_of_[b] = a;
  }

  std::size_t SmallestWith(std::size_t node) { return groups_[Find(node)].smallest; }

 private:
  std::size_t Find(std::size_t node) {
    while (group_of_[node] != node) {
      group_of_[node] = group_of_[group_of_[node]];
      node = group_of_[node];
    }
    return node;
  }

  std::vector<std::size_t> group_of_;  // towards the group's own number
  std::vector<Group> groups_;
};

}  // namespace

std::vector<std::size_t> JoinByAverage(std::size_t nodes, std::span<const StoryEdge> edges,
                                       const std::vector<bool>& bounded, double threshold) {
  Joiner joiner(nodes, edges, bounded);
  std::vector<StoryEdge> sorted(edges.begin(), edges.end());
  std::sort(sorted.begin(), sorted.end(), [](const StoryEdge& x, const StoryEdge& y) {
    return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b);
  });
  for (const StoryEdge& edge : sorted) joiner.JoinIfClose(edge, threshold);
  std::vector<std::size_t> group(nodes);
  for (std::size_t i = 0; i < nodes; ++i) group[i] = joiner.SmallestWith(i);
  return group;
}

}  // namespace copydesk
