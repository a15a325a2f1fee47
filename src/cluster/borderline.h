// The pairs of a sweep that lie nearest to a threshold.
#ifndef COPYDESK_CLUSTER_BORDERLINE_H_
#define COPYDESK_CLUSTER_BORDERLINE_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "copydesk/match.h"

namespace copydesk {

// Matches by falling score, then by name; of those between copies of two texts only the first. Memory: 16 bytes a match
// besides the groups of equal texts.
class Borderline {
 public:
  using Score = std::function<std::optional<double>(const Match&)>;

  struct Scored {
    double score = 0;
    std::size_t match = 0;  // its place
  };

  // Of the matches that `score` gives one. `matches` must stay live during the call.
  Borderline(std::span<const Match> matches, const Score& score);

  // At most `count` of them: half at or above the threshold and half below, or more where the other side has fewer.
  [[nodiscard]] std::span<const Scored> At(double threshold, std::size_t count) const;

 private:
  std::vector<Scored> scored_;
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_BORDERLINE_H_
