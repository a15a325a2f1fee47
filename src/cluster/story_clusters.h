// Average link on a sparse graph of probabilities.
#ifndef COPYDESK_CLUSTER_STORY_CLUSTERS_H_
#define COPYDESK_CLUSTER_STORY_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// Two nodes that were compared.
struct StoryEdge {
  std::size_t a = 0;  // below b
  std::size_t b = 0;
  double score = 0;

  friend bool operator==(const StoryEdge&, const StoryEdge&) = default;
};

// Node -> the group it is in, named by its smallest node. Edges by descending score, then a, then b, join the groups of
// their ends when the mean over all pairs between these is at least `threshold`; a pair without an edge counts as 0,
// or, where one of its nodes is marked in `bounded`, not at all. Edges: each pair once. Independent of their order. O(m
// log m): of two groups the one with fewer neighbours is moved into the other.
[[nodiscard]] std::vector<std::size_t> JoinByAverage(std::size_t nodes, std::span<const StoryEdge> edges,
                                                     const std::vector<bool>& bounded, double threshold);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_STORY_CLUSTERS_H_
