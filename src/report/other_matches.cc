#include "report/other_matches.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "base/status.h"

namespace copydesk {
namespace {

// Stands for a block: its cluster, or the block itself.
using Group = std::tuple<const Cluster*, absl::string_view, absl::string_view>;

Group GroupOf(const BlockName& block, const Cluster* cluster) {
  if (cluster != nullptr) return {cluster, {}, {}};
  return {nullptr, ToAbsl(block.document), ToAbsl(block.block)};
}

// Ties are broken by the order of the matches, which is by name.
bool IsStronger(const Match* x, const Match* y) {
  return std::tuple(y->comparison.relation, y->comparison.shared_tokens, x) <
         std::tuple(x->comparison.relation, x->comparison.shared_tokens, y);
}

// The matches that clusters show as parts of them.
absl::flat_hash_set<const Match*> AttachedMatches(std::span<const Cluster> clusters, const ReportSelection& selection) {
  absl::flat_hash_set<const Match*> attached;
  for (const Cluster& cluster : clusters) {
    for (const Attachment& attachment : cluster.attached) {
      attached.insert(selection.MatchOf(attachment.within, attachment.block).first);
    }
  }
  return attached;
}

}  // namespace

OtherMatches ChooseOtherMatches(std::span<const Match> matches, std::span<const Cluster> clusters,
                                const ReportSelection& selection, std::size_t limit) {
  const absl::flat_hash_set<const Match*> attached = AttachedMatches(clusters, selection);
  absl::flat_hash_map<std::pair<Group, Group>, std::size_t> places;
  std::vector<OtherMatch> found;
  for (const Match& match : matches) {
    if (!match.verified || match.comparison.relation == Relation::kNone || attached.contains(&match)) continue;
    const Cluster* const cluster_a = selection.ClusterOf(match.a);
    const Cluster* const cluster_b = selection.ClusterOf(match.b);
    if (cluster_a != nullptr && cluster_a == cluster_b) continue;
    Group a = GroupOf(match.a, cluster_a);
    Group b = GroupOf(match.b, cluster_b);
    if (b < a) std::swap(a, b);
    const auto [place, is_new] = places.emplace(std::pair(a, b), found.size());
    if (is_new) {
      found.push_back({.match = &match});
      continue;
    }
    OtherMatch& other = found[place->second];
    ++other.more;
    if (IsStronger(&match, other.match)) other.match = &match;
  }
  OtherMatches result;
  result.total = found.size();
  const std::size_t shown = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown), found.end(),
                    [](const OtherMatch& x, const OtherMatch& y) { return IsStronger(x.match, y.match); });
  found.resize(shown);
  result.shown = std::move(found);
  return result;
}

}  // namespace copydesk
