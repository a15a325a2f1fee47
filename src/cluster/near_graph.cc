#include "cluster/near_graph.h"

#include <algorithm>
#include <utility>

#include "cluster/score_units.h"

namespace copydesk {
namespace {

void KeepBetter(const NearEdge& edge, NearEdge* best) {
  if (std::pair(edge.score, edge.share_of_own) > std::pair(best->score, best->share_of_own)) *best = edge;
}

}  // namespace

std::optional<double> NearResemblance(const MatchEdge& edge) {
  if (edge.relation != Relation::kNear || edge.numbers_differ) return std::nullopt;
  return std::max(edge.jaccard, std::min(edge.share[0], edge.share[1]));
}

NearGraph::NearGraph(const MatchEdges& matches, const ContentGroups& groups, Resemblance resemblance)
    : nodes_(groups.size() + 1) {
  std::vector<std::pair<std::size_t, NearNeighbour>> edges;  // a group and what is seen from it
  for (const MatchEdge& edge : matches.edges()) {
    if (!edge.verified) continue;
    const std::optional<double> score = resemblance(edge);
    if (!score.has_value()) continue;
    const std::size_t a = groups.GroupOf(edge.a);
    const std::size_t b = groups.GroupOf(edge.b);
    if (a == b) continue;
    edges.push_back({a, {.group = b, .edge = {.score = *score, .share_of_own = edge.share[0]}}});
    edges.push_back({b, {.group = a, .edge = {.score = *score, .share_of_own = edge.share[1]}}});
  }
  std::sort(edges.begin(), edges.end(), [](const auto& x, const auto& y) {
    return std::pair(x.first, x.second.group) < std::pair(y.first, y.second.group);
  });
  edges_.reserve(edges.size());
  std::size_t node = 0;
  for (const auto& [group, neighbour] : edges) {
    while (node < group) nodes_[++node].begin = edges_.size();
    if (edges_.size() > nodes_[group].begin && edges_.back().group == neighbour.group) {
      KeepBetter(neighbour.edge, &edges_.back().edge);
    } else {
      edges_.push_back(neighbour);
    }
  }
  while (node < groups.size()) nodes_[++node].begin = edges_.size();
  for (std::size_t group = 0; group < groups.size(); ++group) {
    nodes_[group].neighbours = EdgesOf(group).size();
    for (const NearNeighbour& neighbour : EdgesOf(group)) nodes_[group].score_sum += ScoreUnits(neighbour.edge.score);
  }
}

std::span<const NearNeighbour> NearGraph::EdgesOf(std::size_t group) const {
  return std::span(edges_).subspan(nodes_[group].begin, nodes_[group + 1].begin - nodes_[group].begin);
}

std::vector<NearNeighbour> NearGraph::NeighboursOf(std::size_t group) const {
  std::vector<NearNeighbour> left;
  left.reserve(nodes_[group].neighbours);
  for (const NearNeighbour& neighbour : EdgesOf(group)) {
    if (Contains(neighbour.group)) left.push_back(neighbour);
  }
  return left;
}

Standing NearGraph::StandingOf(std::size_t group) const {
  const Node& node = nodes_[group];
  return {.neighbours = node.neighbours, .score_sum = node.score_sum, .group = group};
}

std::vector<Standing> NearGraph::Standings() const {
  std::vector<Standing> standings;
  for (std::size_t group = 0; group + 1 < nodes_.size(); ++group) {
    if (Contains(group)) standings.push_back(StandingOf(group));
  }
  return standings;
}

void NearGraph::Remove(std::size_t group) {
  if (!Contains(group)) return;
  for (const NearNeighbour& neighbour : EdgesOf(group)) {
    if (!Contains(neighbour.group)) continue;
    Node& other = nodes_[neighbour.group];
    other.score_sum -= ScoreUnits(neighbour.edge.score);
    --other.neighbours;
  }
  nodes_[group].neighbours = 0;
}

}  // namespace copydesk
