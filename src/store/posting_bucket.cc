#include "store/posting_bucket.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/coding.h"

namespace copydesk {
namespace {

constexpr int kRemainderBits = 48 - kBucketBits;
constexpr std::uint64_t kRemainderMask = (std::uint64_t{1} << kRemainderBits) - 1;
constexpr std::uint64_t kOrderLimit = std::uint64_t{1} << 24;

// A change that removes nothing, and one that may.
constexpr char kAdds = 0;
constexpr char kRemoves = 1;

// Where the list that begins at `begin` ends.
std::size_t EndOfList(std::span<const PostingEntry> entries, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < entries.size() && entries[end].list() == entries[begin].list()) ++end;
  return end;
}

void PutEntry(std::string* out, const PostingEntry& entry) {
  const std::uint64_t order = entry.order();
  out->push_back(static_cast<char>(order >> 16));
  out->push_back(static_cast<char>(order >> 8 & 0xff));
  out->push_back(static_cast<char>(order & 0xff));
  PutVarint(out, entry.document() << 1 | (entry.block() != 0 ? 1 : 0));
  if (entry.block() != 0) PutVarint(out, entry.block());
}

// Lists one after another: the gap of the key to the one before it, how many entries, and these.
void PutLists(std::string* out, std::span<const PostingEntry> entries, std::span<const UnlistedPostings> unlisted) {
  std::uint64_t next = 0;  // the smallest remainder that may come
  std::size_t place = 0;   // in `unlisted`
  for (std::size_t begin = 0; begin < entries.size();) {
    const std::size_t end = EndOfList(entries, begin);
    const std::uint64_t list = entries[begin].list();
    const std::uint64_t remainder = list & kRemainderMask;
    const bool has_more = end - begin > 1;
    const bool has_unlisted = place < unlisted.size() && unlisted[place].list == list;
    PutVarint(out, (remainder - next) << 2 | (has_more ? 2 : 0) | (has_unlisted ? 1 : 0));
    if (has_more) PutVarint(out, end - begin - 2);
    if (has_unlisted) PutVarint(out, unlisted[place++].count);
    for (std::size_t i = begin; i < end; ++i) PutEntry(out, entries[i]);
    next = remainder + 1;
    begin = end;
  }
}

// Reads lists, entry by entry.
class ListReader {
 public:
  ListReader(std::uint32_t bucket, std::string_view bytes)
      : decoder_(bytes), first_(std::uint64_t{bucket} << kRemainderBits) {}

  // Goes to the next list; false at the end or at damage.
  bool NextList() {
    if (decoder_.remaining() == 0) return false;
    std::uint64_t head = 0;
    std::uint64_t more = 0;
    unlisted_ = 0;
    if (!decoder_.Varint(&head)) return false;
    if ((head & 2) != 0 && !decoder_.Varint(&more)) return false;
    if ((head & 1) != 0 && !decoder_.Varint(&unlisted_)) return false;
    const std::uint64_t gap = head >> 2;
    if (gap > kRemainderMask || next_ + gap > kRemainderMask || more > decoder_.remaining()) return Fail();
    if ((head & 1) != 0 && unlisted_ == 0) return Fail();
    list_ = first_ | (next_ + gap);
    next_ += gap + 1;
    count_ = (head & 2) != 0 ? more + 2 : 1;
    return true;
  }

  // The next entry of the list; false at damage.
  bool NextEntry(PostingEntry* entry) {
    std::string_view order;
    std::uint64_t document = 0;
    std::uint64_t block = 0;
    if (!decoder_.Bytes(3, &order) || !decoder_.Varint(&document)) return false;
    if ((document & 1) != 0 && (!decoder_.Varint(&block) || block == 0 || block >= kMaxBlocks)) return Fail();
    document >>= 1;
    if (document >= kMaxDocuments) return Fail();
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(order[i])}; };
    const std::uint64_t number = byte(0) << 16 | byte(1) << 8 | byte(2);
    static_assert(kOrderLimit == std::uint64_t{1} << 24);
    *entry = {.low = number << 56 | document << 16 | block, .high = list_ << 16 | number >> 8};
    return true;
  }

  bool Fail() {
    failed_ = true;
    return false;
  }

  [[nodiscard]] std::uint64_t list() const { return list_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t unlisted() const { return unlisted_; }
  [[nodiscard]] bool ok() const { return decoder_.ok() && !failed_; }

 private:
  Decoder decoder_;
  const std::uint64_t first_;  // list of the bucket
  std::uint64_t next_ = 0;     // the smallest remainder that may come
  std::uint64_t list_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t unlisted_ = 0;
  bool failed_ = false;
};

bool ReadLists(std::uint32_t bucket, std::string_view bytes, std::vector<PostingEntry>* entries,
               std::vector<UnlistedPostings>* unlisted) {
  ListReader reader(bucket, bytes);
  while (reader.NextList()) {
    if (reader.unlisted() > 0) unlisted->push_back({.list = reader.list(), .count = reader.unlisted()});
    for (std::uint64_t i = 0; i < reader.count(); ++i) {
      PostingEntry entry;
      if (!reader.NextEntry(&entry)) return false;
      if (i > 0 && !(entries->back() < entry)) return false;
      entries->push_back(entry);
    }
  }
  return reader.ok();
}

// The bytes of the lists that are added, and of those that are removed.
struct ChangeBytes {
  std::string_view added;
  std::string_view removed;
};

std::optional<ChangeBytes> Split(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  if (bytes[0] == kAdds) return ChangeBytes{.added = bytes.substr(1), .removed = {}};
  if (bytes[0] != kRemoves) return std::nullopt;
  Decoder decoder(bytes.substr(1));
  std::uint64_t size = 0;
  ChangeBytes change;
  if (!decoder.Varint(&size) || size == 0 || size > decoder.remaining()) return std::nullopt;
  decoder.Bytes(size, &change.removed);
  decoder.Bytes(decoder.remaining(), &change.added);
  return change;
}

void AddCounts(std::vector<UnlistedPostings>* unlisted, std::vector<UnlistedPostings> more) {
  if (more.empty()) return;
  unlisted->insert(unlisted->end(), more.begin(), more.end());
  std::sort(unlisted->begin(), unlisted->end(), [](const auto& x, const auto& y) { return x.list < y.list; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < unlisted->size(); ++i) {
    if ((*unlisted)[i].list == (*unlisted)[kept].list) {
      (*unlisted)[kept].count += (*unlisted)[i].count;
    } else {
      (*unlisted)[++kept] = (*unlisted)[i];
    }
  }
  unlisted->resize(kept + 1);
}

// Of which the first `sorted` are in order already.
void SortUnique(std::vector<PostingEntry>* entries, std::size_t sorted) {
  const auto middle = entries->begin() + static_cast<std::ptrdiff_t>(sorted);
  std::sort(middle, entries->end());
  std::inplace_merge(entries->begin(), middle, entries->end());
  entries->erase(std::unique(entries->begin(), entries->end()), entries->end());
}

// Takes `removed` away. What is not there, of a list that is not kept whole, is one of the others.
void Remove(std::span<const PostingEntry> removed, PostingChange* change) {
  std::vector<PostingEntry> kept;
  kept.reserve(change->added.size());
  std::set_difference(change->added.begin(), change->added.end(), removed.begin(), removed.end(),
                      std::back_inserter(kept));
  for (UnlistedPostings& unlisted : change->unlisted) {
    for (const PostingEntry& entry : removed) {
      const bool was_listed = std::binary_search(change->added.begin(), change->added.end(), entry);
      if (entry.list() == unlisted.list && !was_listed && unlisted.count > 0) --unlisted.count;
    }
  }
  change->added = std::move(kept);
  // A list of which nothing is kept is gone: what else there was cannot be told.
  std::erase_if(change->unlisted, [&](const UnlistedPostings& unlisted) {
    const auto first =
        std::lower_bound(change->added.begin(), change->added.end(), unlisted.list,
                         [](const PostingEntry& entry, std::uint64_t list) { return entry.list() < list; });
    return unlisted.count == 0 || first == change->added.end() || first->list() != unlisted.list;
  });
}

}  // namespace

std::string EncodeAdded(std::span<const PostingEntry> added) {
  std::string bytes(1, kAdds);
  PutLists(&bytes, added, {});
  return bytes;
}

std::string EncodeChange(const PostingChange& change) {
  std::string bytes(1, change.removed.empty() ? kAdds : kRemoves);
  if (!change.removed.empty()) {
    std::string removed;
    PutLists(&removed, change.removed, {});
    PutString(&bytes, removed);
  }
  PutLists(&bytes, change.added, change.unlisted);
  return bytes;
}

std::optional<PostingChange> DecodeChange(std::uint32_t bucket, std::string_view bytes) {
  const std::optional<ChangeBytes> parts = Split(bytes);
  if (!parts.has_value()) return std::nullopt;
  PostingChange change;
  std::vector<UnlistedPostings> none;
  if (!ReadLists(bucket, parts->added, &change.added, &change.unlisted)) return std::nullopt;
  if (!ReadLists(bucket, parts->removed, &change.removed, &none) || !none.empty()) return std::nullopt;
  return change;
}

std::optional<BucketList> FindList(std::uint32_t bucket, std::string_view bytes, std::uint64_t list,
                                   std::size_t limit) {
  const std::optional<ChangeBytes> parts = Split(bytes);
  if (!parts.has_value() || !parts->removed.empty()) return std::nullopt;
  BucketList found;
  ListReader reader(bucket, parts->added);
  while (reader.NextList() && reader.list() <= list) {
    const bool is_wanted = reader.list() == list;
    if (is_wanted) found.length = reader.count() + reader.unlisted();
    for (std::uint64_t i = 0; i < reader.count(); ++i) {
      if (is_wanted && i == limit) return found;
      PostingEntry entry;
      if (!reader.NextEntry(&entry)) return std::nullopt;
      if (is_wanted) found.postings.push_back(entry.posting());
    }
  }
  if (!reader.ok()) return std::nullopt;
  return found;
}

void Follow(PostingChange* change, PostingChange next) {
  if (!next.removed.empty()) {
    Remove(next.removed, change);
    const std::size_t sorted = change->removed.size();
    change->removed.insert(change->removed.end(), next.removed.begin(), next.removed.end());
    SortUnique(&change->removed, sorted);
  }
  const std::size_t sorted = change->added.size();
  change->added.insert(change->added.end(), next.added.begin(), next.added.end());
  SortUnique(&change->added, sorted);
  AddCounts(&change->unlisted, std::move(next.unlisted));
}

PostingChange AddUp(std::vector<PostingChange> changes) {
  PostingChange sum = std::move(changes.front());
  const std::size_t sorted = sum.added.size();
  for (std::size_t i = 1; i < changes.size(); ++i) {
    sum.added.insert(sum.added.end(), changes[i].added.begin(), changes[i].added.end());
    AddCounts(&sum.unlisted, std::move(changes[i].unlisted));
  }
  SortUnique(&sum.added, sorted);
  return sum;
}

void Settle(PostingChange* change) {
  change->removed.clear();
  std::vector<UnlistedPostings> more;
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < change->added.size();) {
    const std::size_t end = EndOfList(change->added, begin);
    const std::size_t last = begin + std::min(end - begin, kMaxListed);
    if (last < end) more.push_back({.list = change->added[begin].list(), .count = end - last});
    for (std::size_t i = begin; i < last; ++i) change->added[kept++] = change->added[i];
    begin = end;
  }
  change->added.resize(kept);
  AddCounts(&change->unlisted, std::move(more));
}

}  // namespace copydesk
