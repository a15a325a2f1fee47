// Union-find over dense numbers: R. Tarjan, J. van Leeuwen, "Worst-case analysis of set union algorithms", 1984.
#ifndef COPYDESK_CLUSTER_DISJOINT_SETS_H_
#define COPYDESK_CLUSTER_DISJOINT_SETS_H_

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace copydesk {

// Sets of the numbers 0 to size - 1. The smallest number of a set stands for it, so that results do not depend on the
// order of joins. Path halving: O(log n) amortised.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  // The smallest number of i's set.
  std::size_t Find(std::size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void Join(std::size_t i, std::size_t j) {
    const auto [low, high] = std::minmax({Find(i), Find(j)});
    parent_[high] = low;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace copydesk

#endif  // COPYDESK_CLUSTER_DISJOINT_SETS_H_
