// The groups that stored results make at one threshold.
#ifndef COPYDESK_CLUSTER_SWEEP_GROUPS_H_
#define COPYDESK_CLUSTER_SWEEP_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cluster/result_texts.h"
#include "copydesk/cluster.h"
#include "copydesk/match.h"
#include "copydesk/results.h"
#include "copydesk/sweep.h"

namespace copydesk {

// Texts, by rank; the first is kept. Groups are disjoint.
using TextGroups = std::vector<std::vector<std::size_t>>;

class SweepGroups {
 public:
  // `texts` must stay live while this is live, and have every text that `matches` name.
  SweepGroups(SweepBy by, std::vector<Match> matches, const ResultSettings& settings, const ResultTexts& texts);

  // The value that is compared with thresholds; none when the pair joins at none of them, or at each.
  [[nodiscard]] std::optional<double> Score(const Match& match) const;

  struct Found {
    TextGroups groups;
    std::uint64_t pairs = 0;  // that reach the threshold
  };
  [[nodiscard]] Found At(double threshold);

  // As they were stored.
  [[nodiscard]] const std::vector<Match>& matches();

 private:
  // Gives each match the relation that it has at the threshold, by near or equivalence.
  void Relate(double threshold);
  void Restore();

  [[nodiscard]] std::optional<double> NearScore(const Comparison& comparison) const;
  [[nodiscard]] bool CanBeContained(const Match& match) const;
  [[nodiscard]] TextGroups ToGroups(const Clusters& clusters) const;
  [[nodiscard]] TextGroups StoryGroups(double threshold) const;
  [[nodiscard]] TextGroups ContainedGroups(double threshold) const;
  [[nodiscard]] std::uint64_t CountPairs(double threshold) const;

  SweepBy by_;
  std::vector<Match> matches_;
  std::vector<Relation> stored_;  // the relations of matches_
  ResultSettings settings_;
  const ResultTexts& texts_;
  Clusters own_;  // at the scan's own thresholds; of contains and story
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_SWEEP_GROUPS_H_
