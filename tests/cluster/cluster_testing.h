// Matches for the tests of this folder: single ones, and random collections that are consistent.
#ifndef COPYDESK_TESTS_CLUSTER_CLUSTER_TESTING_H_
#define COPYDESK_TESTS_CLUSTER_CLUSTER_TESTING_H_

#include <random>
#include <string>
#include <vector>

#include "copydesk/cluster.h"
#include "copydesk/match.h"

namespace copydesk {

// Blocks are named by their document; every one is block "0". Sides are put in order.
[[nodiscard]] BlockName Named(const std::string& document);
[[nodiscard]] Match Exact(const std::string& a, const std::string& b);

// A near match of this Jaccard; shares are those of a in b and of b in a, at most the Jaccard.
[[nodiscard]] Match Near(const std::string& a, const std::string& b, double score = 0.75, double share_a = 0.5,
                         double share_b = 0.5);

// `share` of `inner` is in `outer`.
[[nodiscard]] Match Contains(const std::string& inner, const std::string& outer, double share = 0.75);
[[nodiscard]] Match Mutual(const std::string& a, const std::string& b, double share_a, double share_b);
[[nodiscard]] Match Unverified(const std::string& a, const std::string& b);

// Documents of the members, in their order.
[[nodiscard]] std::vector<std::string> Members(const Cluster& cluster);

// The cluster of a document; fails the test when there is none.
[[nodiscard]] Cluster ClusterOf(const Clusters& clusters, const std::string& document);

// Matches as a collection could have them: blocks in groups of equal content; every relation holds between all blocks
// of two groups or between none. Scores are multiples of 1/64, so that sums of them are exact.
[[nodiscard]] std::vector<Match> RandomMatches(std::mt19937_64& random);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_CLUSTER_CLUSTER_TESTING_H_
