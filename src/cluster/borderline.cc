#include "cluster/borderline.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "cluster/content_groups.h"

namespace copydesk {

Borderline::Borderline(std::span<const Match> matches, const Score& score) {
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (const std::optional<double> value = score(matches[i]); value.has_value()) {
      scored_.push_back({.score = *value, .match = i});
    }
  }
  std::sort(scored_.begin(), scored_.end(), [&](const Scored& x, const Scored& y) {
    const Match& p = matches[x.match];
    const Match& q = matches[y.match];
    return std::tie(y.score, p.a, p.b) < std::tie(x.score, q.a, q.b);
  });
  const MatchEdges edges = MatchEdges::Of(matches);
  const ContentGroups groups(edges);
  absl::flat_hash_set<std::pair<std::size_t, std::size_t>> seen;
  std::erase_if(scored_, [&](const Scored& scored) {
    const MatchEdge& edge = edges.edges()[scored.match];
    if (!edge.verified) return false;
    return !seen.insert(std::minmax(groups.GroupOf(edge.a), groups.GroupOf(edge.b))).second;
  });
}

std::span<const Borderline::Scored> Borderline::At(double threshold, std::size_t count) const {
  const auto below = std::partition_point(scored_.begin(), scored_.end(),
                                          [&](const Scored& scored) { return scored.score >= threshold; });
  const auto n_above = static_cast<std::size_t>(below - scored_.begin());
  const std::size_t n_below = scored_.size() - n_above;
  std::size_t above = std::min(n_above, count - count / 2);
  const std::size_t under = std::min(n_below, count - above);
  above = std::min(n_above, count - under);
  return std::span(scored_).subspan(n_above - above, above + under);
}

}  // namespace copydesk
