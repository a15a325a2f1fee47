#include "store/sorted_postings.h"

#include <algorithm>
#include <cstddef>

#include "hwy/contrib/sort/vqsort.h"

namespace copydesk {

void SortPostings(std::vector<PostingEntry>* entries) {
  constexpr std::size_t kFewestVectorSorted = 1024;  // fewer are as quickly sorted as they are
  if (entries->size() < kFewestVectorSorted) {
    std::sort(entries->begin(), entries->end());
    return;
  }
  static_assert(sizeof(hwy::uint128_t) == sizeof(PostingEntry) && offsetof(hwy::uint128_t, lo) == 0);
  thread_local const hwy::Sorter sorter;                                     // has scratch memory
  auto* const numbers = reinterpret_cast<hwy::uint128_t*>(entries->data());  // NOLINT(*-reinterpret-cast): as above
  sorter(numbers, entries->size(), hwy::SortAscending());
}

}  // namespace copydesk
