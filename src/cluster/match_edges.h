// What clustering needs of matches, in little memory.
#ifndef COPYDESK_CLUSTER_MATCH_EDGES_H_
#define COPYDESK_CLUSTER_MATCH_EDGES_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/match_list.h"

namespace copydesk {

// A match between two blocks, which are places in MatchEdges::names().
struct MatchEdge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  bool verified = true;
  bool numbers_differ = false;
  Relation relation = Relation::kNone;
  Direction direction = Direction::kNone;
  double jaccard = 0;
  std::array<double, 2> share = {};
  std::optional<double> equivalence;
  std::optional<double> same_story;
};

class MatchEdges {
 public:
  // O(m log m) in the matches; the text of each name once, and 72 bytes a match. Errors: those of the list; those of
  // more than 2^32 names (ResourceExhausted).
  [[nodiscard]] static absl::StatusOr<MatchEdges> Read(const MatchList& matches);

  // The same of matches in memory, whatever their order.
  [[nodiscard]] static MatchEdges Of(std::span<const Match> matches);

  [[nodiscard]] std::span<const BlockName> names() const { return names_; }  // ascending
  [[nodiscard]] std::span<const MatchEdge> edges() const { return edges_; }  // in the order of the matches

  // Leaves out the other edges; names stay.
  template <typename Wanted>
  void KeepIf(const Wanted& wanted) {
    std::erase_if(edges_, [&](const MatchEdge& edge) { return !wanted(edge); });
  }

  // The place of a block that a match names; none of others. O(log n).
  [[nodiscard]] std::optional<std::uint32_t> Find(const BlockName& block) const;

 private:
  std::vector<BlockName> names_;
  std::vector<MatchEdge> edges_;
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_MATCH_EDGES_H_
