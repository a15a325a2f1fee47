#include "report/other_matches.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/node_hash_set.h"
#include "base/status.h"
#include "report/block_key.h"

namespace copydesk {
namespace {

// Stands for a block: its cluster, or the block itself, whose name is kept elsewhere.
using Group = std::tuple<const Cluster*, absl::string_view, absl::string_view>;

// The strongest match of two groups, and its place in the list.
struct Strongest {
  Relation relation = Relation::kNone;
  std::uint32_t shared_tokens = 0;
  std::uint64_t place = 0;
  std::uint64_t more = 0;
};

// Ties are broken by the order of the matches, which is by name.
bool IsStronger(const Strongest& x, const Strongest& y) {
  return std::tie(y.relation, y.shared_tokens, x.place) < std::tie(x.relation, x.shared_tokens, y.place);
}

// The pairs that clusters show as parts of them, the first name first.
absl::flat_hash_set<std::pair<BlockKey, BlockKey>> AttachedPairs(std::span<const Cluster> clusters) {
  absl::flat_hash_set<std::pair<BlockKey, BlockKey>> attached;
  for (const Cluster& cluster : clusters) {
    for (const Attachment& attachment : cluster.attached) {
      attached.insert(std::minmax(KeyOf(attachment.within), KeyOf(attachment.block)));
    }
  }
  return attached;
}

}  // namespace

absl::StatusOr<OtherMatches> ChooseOtherMatches(const MatchList& matches, std::span<const Cluster> clusters,
                                                const ReportSelection& selection, std::size_t limit) {
  const absl::flat_hash_set<std::pair<BlockKey, BlockKey>> attached = AttachedPairs(clusters);
  absl::node_hash_set<std::pair<std::string, std::string>> names;  // of single blocks
  const auto group_of = [&](const BlockName& block, const Cluster* cluster) -> Group {
    if (cluster != nullptr) return {cluster, {}, {}};
    const auto& [document, name] = *names.emplace(block.document, block.block).first;
    return {nullptr, ToAbsl(document), ToAbsl(name)};
  };
  absl::flat_hash_map<std::pair<Group, Group>, std::size_t> places;
  std::vector<Strongest> found;
  std::uint64_t place = 0;
  COPYDESK_RETURN_IF_ERROR(matches.ForEach([&](const Match& match) {
    const Strongest now{.relation = match.comparison.relation,
                        .shared_tokens = match.comparison.shared_tokens,
                        .place = place++,
                        .more = 0};
    if (!match.verified || now.relation == Relation::kNone) return absl::OkStatus();
    if (attached.contains({KeyOf(match.a), KeyOf(match.b)})) return absl::OkStatus();
    const Cluster* const cluster_a = selection.ClusterOf(match.a);
    const Cluster* const cluster_b = selection.ClusterOf(match.b);
    if (cluster_a != nullptr && cluster_a == cluster_b) return absl::OkStatus();
    Group a = group_of(match.a, cluster_a);
    Group b = group_of(match.b, cluster_b);
    if (b < a) std::swap(a, b);
    const auto [entry, is_new] = places.emplace(std::pair(a, b), found.size());
    if (is_new) {
      found.push_back(now);
      return absl::OkStatus();
    }
    Strongest& strongest = found[entry->second];
    const std::uint64_t more = strongest.more + 1;
    if (IsStronger(now, strongest)) strongest = now;
    strongest.more = more;
    return absl::OkStatus();
  }));
  OtherMatches result;
  result.total = found.size();
  const std::size_t shown = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown), found.end(), IsStronger);
  found.resize(shown);
  for (const Strongest& strongest : found) {
    COPYDESK_ASSIGN_OR_RETURN(Match match, matches.At(strongest.place));
    result.shown.push_back({.match = std::move(match), .more = strongest.more});
  }
  return result;
}

}  // namespace copydesk
