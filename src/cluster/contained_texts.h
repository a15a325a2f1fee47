// Which texts can go because a longer one that stays has most of them.
#ifndef COPYDESK_CLUSTER_CONTAINED_TEXTS_H_
#define COPYDESK_CLUSTER_CONTAINED_TEXTS_H_

#include <cstddef>
#include <map>
#include <vector>

namespace copydesk {

// `share` of text `inner` is in text `outer`.
struct ContainedText {
  std::size_t inner = 0;
  std::size_t outer = 0;
  double share = 0;
};

// Texts are numbered by rank: the longest first. A text goes when an earlier one that stays has it; of several the one
// with the largest share, then the first, is named. Those marked in `gone` do not stay from the beginning. Pairs whose
// inner text is the earlier one are passed over. Goes -> what it goes into. O(n + m log m).
[[nodiscard]] std::map<std::size_t, std::size_t> FindContainedTexts(std::vector<ContainedText> pairs,
                                                                    std::vector<bool> gone);

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_CONTAINED_TEXTS_H_
