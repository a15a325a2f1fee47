// Star clusters of a graph of resemblance.
#ifndef COPYDESK_CLUSTER_STAR_CLUSTERS_H_
#define COPYDESK_CLUSTER_STAR_CLUSTERS_H_

#include "cluster/content_groups.h"
#include "cluster/near_graph.h"
#include "copydesk/cluster.h"

namespace copydesk {

// Clusters around the group with the best standing and all its neighbours, then around the best of what is left, and so
// on; then the groups of equal blocks that resemble nothing that is left. In no order that matters; `part_of` and
// `attached` are empty. After J. Aslam, E. Pelekhov, D. Rus, "The Star Clustering Algorithm", 2004, section 3; unlike
// there no member is in two clusters. O(m log m) in the edges.
[[nodiscard]] Clusters MakeStarClusters(const ContentGroups& groups, NearGraph graph);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_STAR_CLUSTERS_H_
