// What became of a pair in duplicate clusters.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/cluster.h"
#include "copydesk/explanation.h"

namespace copydesk {
namespace {

const Cluster* ClusterOf(std::span<const Cluster> clusters, const BlockName& block) {
  for (const Cluster& cluster : clusters) {
    for (const ClusterMember& member : cluster.members) {
      if (member.block == block) return &cluster;
    }
  }
  return nullptr;
}

bool WouldJoinAlone(const Explanation& explanation) {
  Match match;
  match.a = explanation.a.name;
  match.b = explanation.b.name;
  match.comparison = *explanation.comparison;
  return !ClusterMatches({&match, 1}).empty();
}

std::string AttachedTo(const Cluster& cluster, const BlockName& block) {
  for (const Attachment& attachment : cluster.attached) {
    if (attachment.block == block) return absl::StrCat("; it is attached to ", cluster.name);
  }
  return {};
}

std::string Why(const Cluster* a, const Cluster* b, std::span<const Cluster> clusters, const Explanation& explanation) {
  if (a != nullptr && a == b) {
    if (explanation.a.name == a->centre || explanation.b.name == a->centre) return "they are in one cluster";
    return "they are in one cluster, for both are near its centre";
  }
  if (!explanation.comparison.has_value()) return "what was not verified joins no cluster";
  const Relation relation = explanation.comparison->relation;
  if (relation == Relation::kContains) {
    std::string why = "contains attaches, and joins no clusters";
    for (const Cluster& cluster : clusters) {
      why += AttachedTo(cluster, explanation.a.name) + AttachedTo(cluster, explanation.b.name);
    }
    return why;
  }
  if (relation == Relation::kNone) return "without a relation nothing is joined";
  if (relation < Relation::kNear) return absl::StrCat(ToAbsl(RelationName(relation)), " joins no clusters");
  if (!WouldJoinAlone(explanation)) return "a recurring report is joined with no other issue of it";
  if (!explanation.is_text_candidate) return "the pair was not found, so that it joined nothing";
  return "a member must match the centre of its cluster, and these two went to different centres";
}

}  // namespace

ClusterOutcome ExplainClusters(std::span<const Cluster> clusters, const Explanation& explanation) {
  const Cluster* const a = ClusterOf(clusters, explanation.a.name);
  const Cluster* const b = ClusterOf(clusters, explanation.b.name);
  ClusterOutcome outcome{.clusters = {}, .centres = {}, .why = Why(a, b, clusters, explanation)};
  if (a != nullptr) {
    outcome.clusters[0] = a->name;
    outcome.centres[0] = a->centre;
  }
  if (b != nullptr) {
    outcome.clusters[1] = b->name;
    outcome.centres[1] = b->centre;
  }
  return outcome;
}

}  // namespace copydesk
