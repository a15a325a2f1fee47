#include <algorithm>

#include "cluster/attachment.h"
#include "cluster/content_groups.h"
#include "cluster/near_graph.h"
#include "cluster/star_clusters.h"
#include "copydesk/cluster.h"

namespace copydesk {

Clusters ClusterMatches(std::span<const Match> matches) {
  const ContentGroups groups(matches);
  Clusters clusters = MakeStarClusters(groups, NearGraph(matches, groups));
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& x, const Cluster& y) { return x.name < y.name; });
  AttachContained(matches, &clusters);
  return clusters;
}

}  // namespace copydesk
