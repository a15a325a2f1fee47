#include "copydesk/versions.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "base/status.h"
#include "cluster/cluster_name.h"
#include "cluster/content_groups.h"
#include "cluster/match_edges.h"
#include "cluster/near_graph.h"
#include "cluster/star_clusters.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

using Time = std::optional<std::int64_t>;

std::optional<double> VersionResemblance(const MatchEdge& edge) {
  if (edge.relation == Relation::kNone || edge.relation == Relation::kExact) return std::nullopt;
  if (edge.equivalence.value_or(0) < kMinEquivalence) return std::nullopt;
  return edge.equivalence;
}

// The place of a time in an order in which unknown ones come last.
std::pair<bool, std::int64_t> Order(const Time& time) { return {!time.has_value(), time.value_or(0)}; }

// The contents of a group, each with the time of its oldest block and the first of its names.
struct Content {
  std::size_t group = 0;
  Time time;
  const BlockName* first = nullptr;
};

// The number of a block's content.
using GroupOf = std::function<std::size_t(const BlockName&)>;

// By time.
std::vector<Content> FindContents(const GroupOf& group_of, const std::vector<TextVersion>& members) {
  std::map<std::size_t, Content> by_group;
  for (const TextVersion& version : members) {
    const std::size_t group = group_of(version.block);
    Content& content = by_group.try_emplace(group, Content{.group = group}).first->second;
    if (Order(version.time) < Order(content.time)) content.time = version.time;
    if (content.first == nullptr || version.block < *content.first) content.first = &version.block;
  }
  std::vector<Content> contents;
  contents.reserve(by_group.size());
  for (const auto& [group, content] : by_group) contents.push_back(content);
  std::sort(contents.begin(), contents.end(), [](const Content& x, const Content& y) {
    return std::pair(Order(x.time), *x.first) < std::pair(Order(y.time), *y.first);
  });
  return contents;
}

// Whether two contents are known to have appeared at different times.
bool HasOrder(const std::vector<Content>& contents) {
  return std::any_of(contents.begin(), contents.end(), [&](const Content& content) {
    return content.time.has_value() && content.time != contents.front().time;
  });
}

// Numbers the versions by the time of their content, and sorts them.
void NumberVersions(const GroupOf& group_of, const std::vector<Content>& contents, std::vector<TextVersion>* members) {
  std::map<std::size_t, std::uint32_t> number_of;
  for (const Content& content : contents) {
    if (content.time.has_value()) number_of[content.group] = static_cast<std::uint32_t>(number_of.size()) + 1;
  }
  for (TextVersion& version : *members) {
    const auto number = number_of.find(group_of(version.block));
    version.number = number == number_of.end() ? 0 : number->second;
  }
  std::sort(members->begin(), members->end(), [](const TextVersion& x, const TextVersion& y) {
    return std::tuple(x.number == 0, x.number, Order(x.time), x.block) <
           std::tuple(y.number == 0, y.number, Order(y.time), y.block);
  });
}

absl::StatusOr<std::vector<Time>> TimesOf(const Cluster& star, const TimeOfBlock& time_of) {
  std::vector<Time> times;
  times.reserve(star.members.size());
  for (const ClusterMember& member : star.members) {
    COPYDESK_ASSIGN_OR_RETURN(const Time time, time_of(member.block));
    times.push_back(time);
  }
  return times;
}

}  // namespace

absl::StatusOr<VersionGroups> GroupVersions(const MatchList& matches, const TimeOfBlock& time_of, int threads) {
  COPYDESK_ASSIGN_OR_RETURN(const MatchEdges edges, MatchEdges::Read(matches));
  const ContentGroups groups(edges);
  const GroupOf group_of = [&](const BlockName& block) { return groups.GroupOf(edges.Find(block).value_or(0)); };
  Clusters stars = MakeStarClusters(groups, NearGraph(edges, groups, VersionResemblance));
  std::erase_if(stars, [](const Cluster& star) {
    return std::all_of(star.members.begin(), star.members.end(),
                       [](const ClusterMember& member) { return member.relation == Relation::kExact; });
  });
  std::vector<absl::StatusOr<std::vector<Time>>> times(stars.size(), std::vector<Time>());
  ParallelFor(stars.size(), threads, [&](std::size_t star) { times[star] = TimesOf(stars[star], time_of); });
  VersionGroups found;
  for (std::size_t i = 0; i < stars.size(); ++i) {
    const Cluster& star = stars[i];
    COPYDESK_RETURN_IF_ERROR(times[i].status());
    VersionGroup group{.name = "", .centre = star.centre, .members = {}};
    group.members.reserve(star.members.size());
    for (std::size_t member = 0; member < star.members.size(); ++member) {
      group.members.push_back({.block = star.members[member].block,
                               .number = 0,
                               .time = (*times[i])[member],
                               .equivalence = star.members[member].score});
    }
    const std::vector<Content> contents = FindContents(group_of, group.members);
    if (!HasOrder(contents)) continue;
    NumberVersions(group_of, contents, &group.members);
    std::vector<const BlockName*> names;
    names.reserve(star.members.size());
    for (const ClusterMember& member : star.members) names.push_back(&member.block);
    group.name = NameOfMembers('v', std::move(names));
    found.push_back(std::move(group));
  }
  std::sort(found.begin(), found.end(), [](const VersionGroup& x, const VersionGroup& y) { return x.name < y.name; });
  return found;
}

}  // namespace copydesk
