#include "cluster/copy_groups.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "cluster/cluster_name.h"
#include "cluster/content_groups.h"
#include "cluster/near_graph.h"
#include "cluster/star_clusters.h"
#include "copydesk/versions.h"

namespace copydesk {
namespace {

constexpr double kMinOverlap = 0.2;  // of the shorter text; less is a passage in two texts, which a scan tells
constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

std::optional<double> CopyResemblance(const MatchEdge& edge) {
  if (edge.relation == Relation::kExact) return std::nullopt;
  const std::optional<double> near = NearResemblance(edge);
  if (edge.equivalence.value_or(0) < kMinEquivalence) return near;
  return std::max(near.value_or(0), *edge.equivalence);
}

std::optional<double> OverlapResemblance(const MatchEdge& edge) { return std::max(edge.share[0], edge.share[1]); }

class CopyGrouper {
 public:
  CopyGrouper(MatchEdges matches, const std::function<bool(const BlockName&)>& is_article)
      : matches_(std::move(matches)), group_of_(matches_.names().size(), kNoGroup) {
    std::vector<bool> wanted(matches_.names().size());
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = is_article(matches_.names()[i]);
    matches_.KeepIf([&](const MatchEdge& edge) {
      return edge.verified && !edge.numbers_differ && edge.relation >= Relation::kOverlap &&
             std::max(edge.share[0], edge.share[1]) >= kMinOverlap && wanted[edge.a] && wanted[edge.b];
    });
  }

  std::vector<CopyGroupBlocks> Run() {
    AddStars(CopyResemblance, GroupRole::kVersion);
    AddCuts();
    const std::vector<MatchEdge> edges(matches_.edges().begin(), matches_.edges().end());
    const std::vector<std::uint32_t> settled = group_of_;
    matches_.KeepIf([&](const MatchEdge& edge) { return settled[edge.a] == kNoGroup && settled[edge.b] == kNoGroup; });
    AddStars(OverlapResemblance, GroupRole::kOverlap);
    AddOthers(edges, settled);
    return Take();
  }

 private:
  // Clusters become groups, whose members have the role.
  void AddStars(Resemblance resemblance, GroupRole role) {
    const ContentGroups contents(matches_);
    for (const Cluster& star : MakeStarClusters(contents, NearGraph(matches_, contents, resemblance))) {
      for (const ClusterMember& member : star.members) {
        Put(matches_.Find(member.block).value_or(0), role);
      }
      ++groups_;
    }
  }

  void Put(std::uint32_t block, GroupRole role) {
    group_of_[block] = groups_;
    members_.emplace_back(groups_, CopyGroupMember{.block = block, .role = role});
  }

  // What an edge of kContains says: `inner` is in `outer`, which has more. A pair that goes both ways says nothing.
  static std::optional<std::pair<std::uint32_t, std::uint32_t>> InnerAndOuter(const MatchEdge& edge) {
    if (edge.relation != Relation::kContains || edge.direction == Direction::kMutual) return std::nullopt;
    return edge.direction == Direction::kAInB ? std::pair(edge.a, edge.b) : std::pair(edge.b, edge.a);
  }

  // Blocks without a group go where the block leads that has most of them. Each step leads to a longer text.
  void AddCuts() {
    std::map<std::uint32_t, std::pair<double, std::uint32_t>> best;  // inner: the share, and what has it
    for (const MatchEdge& edge : matches_.edges()) {
      const auto found = InnerAndOuter(edge);
      if (!found.has_value() || group_of_[found->first] != kNoGroup) continue;
      const auto [inner, outer] = *found;
      const double share = edge.share[inner == edge.a ? 0 : 1];
      const auto [entry, is_new] = best.try_emplace(inner, share, outer);
      if (!is_new && std::pair(entry->second.first, outer) < std::pair(share, entry->second.second)) {
        entry->second = {share, outer};
      }
    }
    std::vector<std::pair<std::uint32_t, CopyGroupMember>> cuts;
    for (const auto& [cut, way] : best) {
      std::uint32_t end = way.second;
      for (auto next = best.find(end); next != best.end() && group_of_[end] == kNoGroup; next = best.find(end)) {
        end = next->second.second;
      }
      if (group_of_[end] == kNoGroup) {
        Put(end, GroupRole::kVersion);
        ++groups_;
      }
      cuts.emplace_back(group_of_[end], CopyGroupMember{.block = cut, .role = GroupRole::kCut});
    }
    for (const auto& [group, member] : cuts) {
      group_of_[member.block] = group;
      members_.emplace_back(group, member);
    }
  }

  // Containers, and blocks that were left before overlaps were joined.
  void AddOthers(std::span<const MatchEdge> edges, const std::vector<std::uint32_t>& settled) {
    const auto add = [&](std::uint32_t group, std::uint32_t block, GroupRole role) {
      if (group != kNoGroup && group_of_[block] != group) {
        members_.emplace_back(group, CopyGroupMember{.block = block, .role = role});
      }
    };
    for (const MatchEdge& edge : edges) {
      if (const auto found = InnerAndOuter(edge); found.has_value()) {
        add(group_of_[found->first], found->second, GroupRole::kContainer);
      }
      if (settled[edge.a] == kNoGroup) add(settled[edge.b], edge.a, GroupRole::kOverlap);
      if (settled[edge.b] == kNoGroup) add(settled[edge.a], edge.b, GroupRole::kOverlap);
    }
  }

  std::vector<CopyGroupBlocks> Take() {
    const auto place = [](const auto& entry) { return std::tuple(entry.first, entry.second.block, entry.second.role); };
    std::sort(members_.begin(), members_.end(), [&](const auto& x, const auto& y) { return place(x) < place(y); });
    std::vector<CopyGroupBlocks> groups(groups_);
    for (const auto& [number, member] : members_) {
      std::vector<CopyGroupMember>& members = groups[number].members;
      if (members.empty() || members.back().block != member.block) members.push_back(member);
    }
    std::erase_if(groups, [](const CopyGroupBlocks& group) { return group.members.size() < 2; });
    for (CopyGroupBlocks& group : groups) {
      std::vector<const BlockName*> names;
      names.reserve(group.members.size());
      for (const CopyGroupMember& member : group.members) names.push_back(&matches_.names()[member.block]);
      group.name = NameOfMembers('g', std::move(names));
    }
    std::sort(groups.begin(), groups.end(),
              [](const CopyGroupBlocks& x, const CopyGroupBlocks& y) { return x.name < y.name; });
    return groups;
  }

  MatchEdges matches_;                   // what joins articles
  std::vector<std::uint32_t> group_of_;  // of each block: the group in which it is no container and no overlap
  std::uint32_t groups_ = 0;
  std::vector<std::pair<std::uint32_t, CopyGroupMember>> members_;
};

}  // namespace

std::vector<CopyGroupBlocks> GroupCopies(MatchEdges matches, const std::function<bool(const BlockName&)>& is_article) {
  return CopyGrouper(std::move(matches), is_article).Run();
}

}  // namespace copydesk
