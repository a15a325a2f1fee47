// What clusters are part of, and what is part of them.
#ifndef COPYDESK_CLUSTER_ATTACHMENT_H_
#define COPYDESK_CLUSTER_ATTACHMENT_H_

#include "cluster/match_edges.h"
#include "copydesk/cluster.h"

namespace copydesk {

// Fills in `part_of` and `attached` from the verified contains matches. A match that goes both ways counts both ways.
// Between two clusters, or a cluster and a block in none, the largest share counts. A block in no cluster has one best
// container, the one with the largest share and then the first name, and is attached when that is in a cluster.
// O(m log m) in the matches.
void AttachContained(const MatchEdges& matches, Clusters* clusters);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_ATTACHMENT_H_
