// Decides which of the matched records go.
#ifndef COPYDESK_DEDUP_CHOOSE_H_
#define COPYDESK_DEDUP_CHOOSE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "cluster/match_edges.h"
#include "copydesk/match.h"

namespace copydesk {

// `removed` and `kept` are places in MatchEdges::names().
struct Removal {
  std::uint32_t removed = 0;
  std::uint32_t kept = 0;
  Relation relation = Relation::kExact;
  double score = 1;  // kNear: NearResemblance (cluster/near_graph.h), max(Jaccard, share of the longer text);
                     // kContains: share of the removed text

  friend bool operator==(const Removal&, const Removal&) = default;
};

// The score of two texts one of which is a duplicate of the other, as clusters of copies have it
// (cluster/near_graph.h): 1 for exact ones; none for others than exact and near ones, and for those of one form with
// other numbers.
[[nodiscard]] std::optional<double> DuplicateScore(const Comparison& comparison);

// The share of text `side` that the other has, when the relation is kContains or stronger and it is at least
// `min_contained`; none for texts of one form with other numbers.
[[nodiscard]] std::optional<double> ContainedScore(const Comparison& comparison, std::size_t side,
                                                   double min_contained);

struct ChooseOptions {
  bool exact = true;
  bool near = true;
  bool contains = false;
  double min_contained = 0.9;

  // Of each name: 1 when its matches do not count. Empty: all count.
  std::vector<std::uint8_t> ignored;

  // Asked before a match counts: whether it is kNear too, or, for kContains, whether the first text is held by the
  // second too, when nothing is set aside as furniture. May be empty.
  std::function<absl::StatusOr<bool>(std::uint32_t, std::uint32_t, Relation)> confirm;
};

// Removals by place of the removed. `order` has a number for each name: of a group of copies the smallest stays, of
// equal numbers the first name. Every kept record stays, and is the removed one's own match or has the same tokens as
// one. Afterwards no two that stay have an exact or confirmed near match.
//
// 1. Texts with the same tokens are one class, whose best member stands for it.
// 2. Classes in the order of their best members: one that has a near match with a class that stays goes for the one of
//    these with the highest score.
// 3. Of what stays, the longest texts first: one of which min_contained is in a text that stays goes, unless something
//    went for it that is not in that text as well.
//
// Unverified matches and those of one form with other numbers do not count. O(m log m) in the matches.
[[nodiscard]] absl::StatusOr<std::vector<Removal>> ChooseRemovals(const MatchEdges& edges,
                                                                  std::span<const std::uint64_t> order,
                                                                  const ChooseOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_CHOOSE_H_
