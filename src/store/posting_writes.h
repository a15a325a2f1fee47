// Postings as writes of a RocksDB batch.
#ifndef COPYDESK_STORE_POSTING_WRITES_H_
#define COPYDESK_STORE_POSTING_WRITES_H_

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <vector>

#include "absl/status/status.h"
#include "store/database.h"
#include "store/posting_entry.h"

namespace copydesk {

// Of one family: what goes and what comes, in any order.
struct PostingWrites {
  std::vector<PostingEntry> removed;
  std::vector<PostingEntry> added;
};

// By family; those of entries and those of packed lists have some.
using FamilyPostings = std::array<PostingWrites, kFamilyNames.size()>;

// Families of which an entry is a key.
inline constexpr std::array kEntryFamilies = {Family::kIds, Family::kContents, Family::kStories};

// Families of which a bucket of lists is a key.
inline constexpr std::array kPackedFamilies = {Family::kBands, Family::kFingerprints, Family::kTerms};
[[nodiscard]] constexpr bool IsPacked(Family family) {
  return std::find(kPackedFamilies.begin(), kPackedFamilies.end(), family) != kPackedFamilies.end();
}

// Appends them to `batch`, sorted: neighbours in a memtable share cache lines. Each family's entries are sorted in
// place.
[[nodiscard]] absl::Status WritePostings(const Database& database, FamilyPostings* postings,
                                         rocksdb::WriteBatch* batch);

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_WRITES_H_
