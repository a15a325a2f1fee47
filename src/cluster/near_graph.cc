#include "cluster/near_graph.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace copydesk {
namespace {

std::uint64_t Units(const NearEdge& edge) { return static_cast<std::uint64_t>(std::ldexp(edge.score, 32)); }

void KeepBetter(const NearEdge& edge, NearEdge* best) {
  if (std::pair(edge.score, edge.share_of_own) > std::pair(best->score, best->share_of_own)) *best = edge;
}

}  // namespace

std::optional<double> NearResemblance(const Comparison& comparison) {
  if (comparison.relation != Relation::kNear || comparison.numbers_differ) return std::nullopt;
  return std::max(comparison.jaccard, std::min(comparison.share[0], comparison.share[1]));
}

NearGraph::NearGraph(std::span<const Match> matches, const ContentGroups& groups, Resemblance resemblance) {
  for (const Match& match : matches) {
    const Comparison& comparison = match.comparison;
    if (!match.verified) continue;
    const std::optional<double> score = resemblance(comparison);
    if (!score.has_value()) continue;
    const std::size_t a = groups.GroupOf(match.a);
    const std::size_t b = groups.GroupOf(match.b);
    if (a == b) continue;
    KeepBetter({.score = *score, .share_of_own = comparison.share[0]}, &nodes_[a].neighbours[b]);
    KeepBetter({.score = *score, .share_of_own = comparison.share[1]}, &nodes_[b].neighbours[a]);
  }
  for (auto& [group, node] : nodes_) {
    for (const auto& [other, edge] : node.neighbours) node.score_sum += Units(edge);
  }
}

Standing NearGraph::StandingOf(std::size_t group) const {
  const Node& node = nodes_.at(group);
  return {.neighbours = node.neighbours.size(), .score_sum = node.score_sum, .group = group};
}

std::vector<Standing> NearGraph::Standings() const {
  std::vector<Standing> standings;
  standings.reserve(nodes_.size());
  for (const auto& [group, node] : nodes_) standings.push_back(StandingOf(group));
  return standings;
}

void NearGraph::Remove(std::size_t group) {
  const auto found = nodes_.find(group);
  if (found == nodes_.end()) return;
  for (const auto& [other, edge] : found->second.neighbours) {
    const auto back = nodes_.find(other);
    back->second.score_sum -= Units(edge);
    back->second.neighbours.erase(group);
    if (back->second.neighbours.empty()) nodes_.erase(back);
  }
  nodes_.erase(found);
}

}  // namespace copydesk
