// Clusters: texts that are copies of one another, and what they are part of.
//
// Exact and near matches join; every member has a verified match with the centre, so that A ~ B ~ C does not put A
// and C together without evidence (J. Aslam, E. Pelekhov, D. Rus, "The Star Clustering Algorithm", 2004, section 3).
// Containment attaches and never merges: a roundup of two stories does not make the stories one.
#ifndef COPYDESK_CLUSTER_H_
#define COPYDESK_CLUSTER_H_

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/match.h"
#include "copydesk/match_list.h"
#include "copydesk/terms.h"

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

// A member of a story: a block, or a whole duplicate cluster.
struct StoryMember {
  BlockName block;      // of a cluster: its centre
  std::string cluster;  // name of the duplicate cluster; empty: a block alone
  double score = 1;     // same_story with the centre; the centre's own is 1

  friend bool operator==(const StoryMember&, const StoryMember&) = default;
};

// Blocks about one event, whether or not they share wording.
struct Story {
  std::string name;                  // "s-" and 16 hexadecimal digits that depend on the members alone
  BlockName centre;                  // the member that resembles the others most
  std::vector<StoryMember> members;  // at least two blocks in all; the centre first, then by name
  std::vector<SharedTerm> terms;     // what most members share, by descending weight

  friend bool operator==(const Story&, const Story&) = default;
};

using Stories = std::vector<Story>;

// What a bound kept from being compared: a pair of which one block is in `blocks` counts only when it has a match or is
// in `below`. Other pairs without a match count as 0.
struct StoryBounds {
  std::vector<BlockName> blocks;
  std::vector<std::pair<BlockName, BlockName>> below;  // compared, and no match

  friend bool operator==(const StoryBounds&, const StoryBounds&) = default;
};

// Stories of the blocks that `matches` name, sorted by name; each duplicate cluster counts as one block. Average link:
// pairs by descending probability join their stories when the mean over all pairs between these is at least
// `threshold`. Independent of the order of `matches`. O(m log m) in the matches.
[[nodiscard]] Stories ClusterStories(std::span<const Match> matches, const Clusters& duplicates, double threshold = 0.5,
                                     const StoryBounds& bounds = {});

[[nodiscard]] absl::StatusOr<Stories> ClusterStories(const MatchList& matches, const Clusters& duplicates,
                                                     double threshold = 0.5, const StoryBounds& bounds = {});

// Clusters of the blocks that `matches` name, sorted by name. Independent of the order of `matches`.
// O(m log m) in the matches.
[[nodiscard]] Clusters ClusterMatches(std::span<const Match> matches);
[[nodiscard]] absl::StatusOr<Clusters> ClusterMatches(const MatchList& matches);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_H_
