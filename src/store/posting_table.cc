#include "store/posting_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/parallel.h"
#include "base/status.h"
#include "store/sorted_postings.h"

namespace copydesk {
namespace {

using Entries = PostingTable::Entries;

std::span<char> WritableBytes(std::span<PostingEntry> entries) {
  return {reinterpret_cast<char*>(entries.data()), entries.size_bytes()};  // NOLINT(*-reinterpret-cast): for a file
}

std::span<const char> Bytes(std::span<const PostingEntry> entries) {
  return {reinterpret_cast<const char*>(entries.data()),  // NOLINT(*-reinterpret-cast): for a file
          entries.size_bytes()};
}

// Visits the lists of at least two entries.
absl::Status VisitLists(const Entries& entries, std::size_t limit, const Store::ListVisitor& visit) {
  std::vector<Posting> postings;
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].list() == entries[begin].list()) ++end;
    if (end - begin > 1) {
      postings.clear();
      for (std::size_t i = begin; i < std::min(end, begin + std::min(limit, end - begin)); ++i) {
        postings.push_back(entries[i].posting());
      }
      COPYDESK_RETURN_IF_ERROR(visit(entries[begin].list(), postings, end - begin));
    }
    begin = end;
  }
  return absl::OkStatus();
}

}  // namespace

void PostingTable::Append(std::span<const PostingEntry> entries) {
  // Of a whole batch there are several entries a part, which are appended together.
  std::array<std::uint32_t, kParts + 1> ends = {};
  for (const PostingEntry& entry : entries) ++ends[PartOf(entry) + 1];
  for (std::size_t part = 0; part < kParts; ++part) ends[part + 1] += ends[part];
  Entries parted(entries.size());
  std::array<std::uint32_t, kParts + 1> next = ends;
  for (const PostingEntry& entry : entries) parted[next[PartOf(entry)]++] = entry;
  for (std::size_t i = 0; i < kParts; ++i) {
    if (ends[i] == ends[i + 1]) continue;
    Part& part = parts_[i];
    const std::lock_guard<std::mutex> lock(part.mutex);
    part.appended.insert(part.appended.end(), parted.begin() + ends[i], parted.begin() + ends[i + 1]);
  }
  in_memory_ += entries.size();
}

absl::Status PostingTable::Write(std::span<const PostingEntry> entries, Part* part) {
  if (entries.empty()) return absl::OkStatus();
  COPYDESK_RETURN_IF_ERROR(file_->WriteAt(file_size_, Bytes(entries)));
  part->segments.push_back({.offset = file_size_, .count = entries.size()});
  part->spilled += entries.size();
  file_size_ += entries.size_bytes();
  in_memory_ -= entries.size();
  return absl::OkStatus();
}

absl::Status PostingTable::Spill() {
  if (in_memory_ == 0) return absl::OkStatus();
  if (file_ == nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(file_, TemporaryFile::Create(folder_));
  }
  for (Part& part : parts_) {
    const std::lock_guard<std::mutex> lock(part.mutex);
    if (part.sorted != nullptr) {
      COPYDESK_RETURN_IF_ERROR(Write(*part.sorted, &part));
      part.sorted = nullptr;
    }
    COPYDESK_RETURN_IF_ERROR(Write(part.appended, &part));
    part.appended = Entries();
  }
  return absl::OkStatus();
}

std::uint64_t PostingTable::MemoryBytes() const {
  return in_memory_ * sizeof(PostingEntry) * 3 / 2;  // arrays grow by doubling
}

absl::StatusOr<std::shared_ptr<const Entries>> PostingTable::Sorted(const Slice& slice) const {
  const Part& part = parts_[slice.part];
  const std::lock_guard<std::mutex> lock(part.mutex);
  if (!part.appended.empty()) {
    SortPostings(&part.appended);
    if (part.sorted == nullptr) {
      part.sorted = std::make_shared<const Entries>(std::move(part.appended));
    } else {
      Entries merged(part.sorted->size() + part.appended.size());
      std::merge(part.sorted->begin(), part.sorted->end(), part.appended.begin(), part.appended.end(), merged.begin());
      part.sorted = std::make_shared<const Entries>(std::move(merged));
    }
    part.appended = Entries();
  }
  if (part.segments.empty()) return part.sorted == nullptr ? std::make_shared<const Entries>() : part.sorted;
  const auto is_in_slice = [&](const PostingEntry& entry) {
    return slice.bits == 0 || (entry.high << kPartBits) >> (64 - slice.bits) == slice.value;
  };
  Entries taken;
  const auto take = [&](const Entries& entries) {
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(taken), is_in_slice);
  };
  Entries read;
  for (const Segment& segment : part.segments) {
    read.resize(segment.count);
    COPYDESK_RETURN_IF_ERROR(file_->ReadAt(segment.offset, WritableBytes(read)));
    if (slice.bits == 0 && taken.empty()) {
      taken.reserve(part.spilled + (part.sorted == nullptr ? 0 : part.sorted->size()));
    }
    take(read);
  }
  if (part.sorted != nullptr) take(*part.sorted);
  SortPostings(&taken);
  return std::make_shared<const Entries>(std::move(taken));
}

absl::StatusOr<std::vector<Posting>> PostingTable::List(std::uint64_t hash, std::size_t limit) const {
  const PostingEntry first = PostingEntry::Make(hash, 0, {});
  COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entries> entries,
                            Sorted({.part = PartOf(first), .bits = 0, .value = 0, .is_spilled = false}));
  auto entry = std::lower_bound(entries->begin(), entries->end(), first);
  std::vector<Posting> postings;
  for (; entry != entries->end() && entry->list() == first.list() && postings.size() < limit; ++entry) {
    postings.push_back(entry->posting());
  }
  return postings;
}

std::vector<PostingTable::Slice> PostingTable::Slices(std::uint64_t slice_bytes) const {
  constexpr int kMostBits = 12;  // slices then end where buckets do (see posting_bucket.h)
  std::vector<Slice> slices;
  for (std::size_t i = 0; i < kParts; ++i) {
    const std::lock_guard<std::mutex> lock(parts_[i].mutex);
    int bits = 0;
    while (bits < kMostBits && (parts_[i].spilled * sizeof(PostingEntry)) >> bits > slice_bytes) ++bits;
    for (std::uint64_t value = 0; value < std::uint64_t{1} << bits; ++value) {
      slices.push_back({.part = i, .bits = bits, .value = value, .is_spilled = parts_[i].spilled > 0});
    }
  }
  return slices;
}

absl::Status PostingTable::ForEachSlice(std::uint64_t slice_bytes,
                                        const std::function<absl::Status(std::span<const PostingEntry>)>& visit) const {
  for (const Slice& slice : Slices(slice_bytes)) {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entries> entries, Sorted(slice));
    COPYDESK_RETURN_IF_ERROR(visit(*entries));
  }
  return absl::OkStatus();
}

absl::Status PostingTable::ForEachList(std::size_t limit, const Store::ListVisitor& visit, int threads,
                                       std::uint64_t slice_bytes) const {
  const std::vector<Slice> slices = Slices(slice_bytes);
  // What is in memory stays there sorted: more of it at once costs nothing, and threads that start now and then do.
  constexpr std::size_t kPartsInMemory = 32;
  const bool is_spilled =
      std::any_of(slices.begin(), slices.end(), [](const Slice& slice) { return slice.is_spilled; });
  const std::size_t each = is_spilled ? 1 : kPartsInMemory;
  const std::size_t at_once = each * static_cast<std::size_t>(std::max(threads, 1));
  std::vector<absl::StatusOr<std::shared_ptr<const Entries>>> sorted(at_once);
  for (std::size_t begin = 0; begin < slices.size(); begin += at_once) {
    const std::size_t count = std::min(at_once, slices.size() - begin);
    ParallelFor(count, threads, [&](std::size_t i) { sorted[i] = Sorted(slices[begin + i]); });
    for (std::size_t i = 0; i < count; ++i) {
      COPYDESK_RETURN_IF_ERROR(sorted[i].status());
      COPYDESK_RETURN_IF_ERROR(VisitLists(**sorted[i], limit, visit));
      sorted[i] = std::shared_ptr<const Entries>();
    }
  }
  return absl::OkStatus();
}

}  // namespace copydesk
