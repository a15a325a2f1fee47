// Which contents resemble one another enough to be joined.
#ifndef COPYDESK_CLUSTER_NEAR_GRAPH_H_
#define COPYDESK_CLUSTER_NEAR_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "cluster/content_groups.h"
#include "cluster/match_edges.h"

namespace copydesk {

// How much two texts resemble each other; none where that does not join them.
using Resemblance = std::optional<double> (*)(const MatchEdge&);

// Of duplicate clusters: max(Jaccard, share of the longer text) of near texts. Issues of a recurring report (a
// template) are near and no duplicates.
[[nodiscard]] std::optional<double> NearResemblance(const MatchEdge& edge);

// The best match between the blocks of two groups, seen from one of them.
struct NearEdge {
  double score = 0;
  double share_of_own = 0;  // share of this group's tokens that the other one has

  friend bool operator==(const NearEdge&, const NearEdge&) = default;
};

// How well a group would do as a centre: by neighbours, then by the sum of their scores, then the first group.
struct Standing {
  std::size_t neighbours = 0;
  std::uint64_t score_sum = 0;  // in units of 2^-32: integers, so that the sum does not depend on the order
  std::size_t group = 0;

  friend bool operator==(const Standing&, const Standing&) = default;
  friend bool operator<(const Standing& x, const Standing& y) {
    return std::tie(x.neighbours, x.score_sum, y.group) < std::tie(y.neighbours, y.score_sum, x.group);
  }
};

// An edge, seen from one of its groups.
struct NearNeighbour {
  std::size_t group = 0;  // the other one
  NearEdge edge;
};

// An undirected graph of content groups; groups are taken out as clusters are made. A group without a neighbour is not
// in it.
class NearGraph {
 public:
  NearGraph(const MatchEdges& matches, const ContentGroups& groups, Resemblance resemblance = NearResemblance);

  [[nodiscard]] bool Contains(std::size_t group) const { return nodes_[group].neighbours > 0; }

  // Of a group of the graph; ascending.
  [[nodiscard]] std::vector<NearNeighbour> NeighboursOf(std::size_t group) const;
  [[nodiscard]] Standing StandingOf(std::size_t group) const;

  // The standings of all groups, in no order that matters.
  [[nodiscard]] std::vector<Standing> Standings() const;

  // Takes a group out, and the groups that are left without a neighbour.
  void Remove(std::size_t group);

 private:
  struct Node {
    std::size_t begin = 0;       // of its edges
    std::size_t neighbours = 0;  // that are left; 0: it is not in the graph
    std::uint64_t score_sum = 0;
  };

  [[nodiscard]] std::span<const NearNeighbour> EdgesOf(std::size_t group) const;

  std::vector<Node> nodes_;  // by group, and one behind the last
  std::vector<NearNeighbour> edges_;
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_NEAR_GRAPH_H_
