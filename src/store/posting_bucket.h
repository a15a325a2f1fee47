// Postings packed for the disk: lists whose keys begin with the same bits are one value, a bucket. Changes of a bucket
// are values as well, which RocksDB merges. docs/store-format.md has the bytes one by one.
#ifndef COPYDESK_STORE_POSTING_BUCKET_H_
#define COPYDESK_STORE_POSTING_BUCKET_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/store.h"
#include "store/posting_entry.h"

namespace copydesk {

// Bits of a list's key that are the number of its bucket.
inline constexpr int kBucketBits = 20;
[[nodiscard]] constexpr std::uint32_t BucketOf(std::uint64_t list) {
  constexpr int kListBits = 48;
  return static_cast<std::uint32_t>(list >> (kListBits - kBucketBits));
}

// So many postings of a list are kept, the first ones in order; of the others the number. More than any cap that
// searching sets by default, so that texts that all share a phrase cost no more than this.
inline constexpr std::size_t kMaxListed = 4096;

// How many postings of a list are not kept.
struct UnlistedPostings {
  std::uint64_t list = 0;
  std::uint64_t count = 0;

  friend bool operator==(const UnlistedPostings&, const UnlistedPostings&) = default;
};

// What is done to the lists of one bucket: first entries are removed, then others added.
struct PostingChange {
  std::vector<PostingEntry> added;         // ascending, each once
  std::vector<UnlistedPostings> unlisted;  // besides: ascending by list, of lists in `added`
  std::vector<PostingEntry> removed;       // ascending, each once

  friend bool operator==(const PostingChange&, const PostingChange&) = default;
};

// `change` must be as described, and all of its lists in one bucket. Linear.
[[nodiscard]] std::string EncodeChange(const PostingChange& change);

// The same for entries that are added, without a copy of them.
[[nodiscard]] std::string EncodeAdded(std::span<const PostingEntry> added);

// Calls `visit` for each bucket of ascending entries with those in it, up to the first error, which it returns.
template <typename Visit>  // absl::Status(std::uint32_t bucket, std::span<const PostingEntry>)
absl::Status ForEachBucket(std::span<const PostingEntry> entries, const Visit& visit) {
  for (std::size_t begin = 0; begin < entries.size();) {
    const std::uint32_t bucket = BucketOf(entries[begin].list());
    std::size_t end = begin + 1;
    while (end < entries.size() && BucketOf(entries[end].list()) == bucket) ++end;
    if (absl::Status status = visit(bucket, entries.subspan(begin, end - begin)); !status.ok()) return status;
    begin = end;
  }
  return absl::OkStatus();
}

// What was encoded; nothing for bytes that EncodeChange cannot have written for this bucket. Linear in `bytes`, in time
// and memory, whatever they hold.
[[nodiscard]] std::optional<PostingChange> DecodeChange(std::uint32_t bucket, std::string_view bytes);

// One list of a bucket that nothing is removed from any more.
struct BucketList {
  std::vector<Posting> postings;  // the first `limit`
  std::uint64_t length = 0;       // of the whole list, what is not kept included
};
[[nodiscard]] std::optional<BucketList> FindList(std::uint32_t bucket, std::string_view bytes, std::uint64_t list,
                                                 std::size_t limit);

// Does `next` after `change`; both are of one bucket. Keeps every entry.
void Follow(PostingChange* change, PostingChange next);

// Adds up changes of which only the first may remove: as Follow for each, in O(n log n) for all of them.
[[nodiscard]] PostingChange AddUp(std::vector<PostingChange> changes);

// What a bucket is once there is nothing before the change: removes nothing, and keeps kMaxListed of each list.
void Settle(PostingChange* change);

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_BUCKET_H_
