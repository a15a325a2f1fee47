#include <algorithm>

#include "base/status.h"
#include "cluster/attachment.h"
#include "cluster/content_groups.h"
#include "cluster/match_edges.h"
#include "cluster/near_graph.h"
#include "cluster/star_clusters.h"
#include "copydesk/cluster.h"

namespace copydesk {

namespace {

Clusters ClusterEdges(const MatchEdges& matches) {
  const ContentGroups groups(matches);
  Clusters clusters = MakeStarClusters(groups, NearGraph(matches, groups));
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& x, const Cluster& y) { return x.name < y.name; });
  AttachContained(matches, &clusters);
  return clusters;
}

}  // namespace

absl::StatusOr<Clusters> ClusterMatches(const MatchList& matches) {
  COPYDESK_ASSIGN_OR_RETURN(const MatchEdges edges, MatchEdges::Read(matches));
  return ClusterEdges(edges);
}

Clusters ClusterMatches(std::span<const Match> matches) { return ClusterEdges(MatchEdges::Of(matches)); }

}  // namespace copydesk
