// Clusters: texts that are copies of one another, and what they are part of.
//
// Exact and near matches join; every member has a verified match with the centre, so that A ~ B ~ C does not put A
// and C together without evidence (J. Aslam, E. Pelekhov, D. Rus, "The Star Clustering Algorithm", 2004, section 3).
// Containment attaches and never merges: a roundup of two stories does not make the stories one.
#ifndef COPYDESK_CLUSTER_H_
#define COPYDESK_CLUSTER_H_

#include <span>
#include <string>
#include <vector>

#include "copydesk/document.h"
#include "copydesk/match.h"

namespace copydesk {

struct ClusterMember {
  BlockName block;
  Relation relation = Relation::kExact;  // to the centre; the centre's own is kExact
  double score = 1;                      // max(Jaccard, share of the longer text), to the centre
  double share_kept = 1;                 // share of the centre's tokens that the member has

  friend bool operator==(const ClusterMember&, const ClusterMember&) = default;
};

// What holds a part of a cluster's text: another cluster, by name, or a block that is in none.
struct Container {
  std::string cluster;  // empty: `block` is in no cluster
  BlockName block;      // the containing block with the largest share
  double share = 0;     // of the contained text

  friend bool operator==(const Container&, const Container&) = default;
};

// A block in no cluster that is contained in a member of this one: a cut reprint, a digest item.
struct Attachment {
  BlockName block;
  BlockName within;
  double share = 0;  // of the attached block

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Cluster {
  std::string name;  // "d-" and 16 hexadecimal digits that depend on the members alone
  BlockName centre;
  std::vector<ClusterMember> members;  // at least two; the centre first, then by name
  std::vector<Container> part_of;      // by descending share, then name
  std::vector<Attachment> attached;    // by name; each block is attached to its best container only

  friend bool operator==(const Cluster&, const Cluster&) = default;
};

using Clusters = std::vector<Cluster>;

// Clusters of the blocks that `matches` name, sorted by name. Independent of the order of `matches`.
// O(m log m) in the matches.
[[nodiscard]] Clusters ClusterMatches(std::span<const Match> matches);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_H_
