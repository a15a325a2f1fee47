// Sorting postings.
#ifndef COPYDESK_STORE_SORTED_POSTINGS_H_
#define COPYDESK_STORE_SORTED_POSTINGS_H_

#include <vector>

#include "store/posting_entry.h"

namespace copydesk {

// Ascending; with vectors, as numbers of 128 bits.
void SortPostings(std::vector<PostingEntry>* entries);

}  // namespace copydesk

#endif  // COPYDESK_STORE_SORTED_POSTINGS_H_
