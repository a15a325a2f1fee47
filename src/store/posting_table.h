// All postings of one kind: parted by the first byte of the list, in memory, and on demand in a temporary file.
#ifndef COPYDESK_STORE_POSTING_TABLE_H_
#define COPYDESK_STORE_POSTING_TABLE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/temporary_file.h"
#include "copydesk/store.h"
#include "store/posting_entry.h"

namespace copydesk {

// 16 bytes a posting. Any number of readers beside one writer; a reader that runs beside Append may see a part of what
// is appended. Errors: those of TemporaryFile.
class PostingTable {
 public:
  using Entries = std::vector<PostingEntry>;

  // Makes its file, in `folder`, when it is first needed.
  explicit PostingTable(std::string folder = "") : folder_(std::move(folder)) {}

  void Append(std::span<const PostingEntry> entries);

  // Moves what is in memory to the file.
  [[nodiscard]] absl::Status Spill();

  // What the entries in memory take, about.
  [[nodiscard]] std::uint64_t MemoryBytes() const;

  // The first `limit` postings of a list, in order. Sorts the part that it is in, or reads it.
  [[nodiscard]] absl::StatusOr<std::vector<Posting>> List(std::uint64_t hash, std::size_t limit) const;

  // Visits all entries in order, some at a time: those of at most about `slice_bytes`, or of 2^28 list keys.
  [[nodiscard]] absl::Status ForEachSlice(
      std::uint64_t slice_bytes, const std::function<absl::Status(std::span<const PostingEntry>)>& visit) const;

  // Store::ForEachList: calls `visit` from the caller's thread. Parts are sorted `threads` at a time, and read into
  // memory where they are in the file, in slices of at most about `slice_bytes` or one list.
  [[nodiscard]] absl::Status ForEachList(std::size_t limit, const Store::ListVisitor& visit, int threads,
                                         std::uint64_t slice_bytes) const;

 private:
  static constexpr int kPartBits = 8;
  static constexpr std::size_t kParts = std::size_t{1} << kPartBits;
  static constexpr std::size_t PartOf(const PostingEntry& entry) { return entry.high >> (64 - kPartBits); }

  struct Segment {
    std::uint64_t offset = 0;  // in the file
    std::size_t count = 0;
  };
  struct Part {
    mutable std::mutex mutex;  // guards all of it
    mutable std::shared_ptr<const Entries> sorted;
    mutable Entries appended;  // since it was sorted
    std::vector<Segment> segments;
    std::size_t spilled = 0;  // entries in the segments
  };
  // The entries of a part of which the next `bits` bits of the hash are `value`.
  struct Slice {
    std::size_t part = 0;
    int bits = 0;
    std::uint64_t value = 0;
    bool is_spilled = false;  // some of the part is in the file
  };

  [[nodiscard]] absl::Status Write(std::span<const PostingEntry> entries, Part* part);
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const Entries>> Sorted(const Slice& slice) const;
  [[nodiscard]] std::vector<Slice> Slices(std::uint64_t slice_bytes) const;

  const std::string folder_;
  std::array<Part, kParts> parts_;
  std::unique_ptr<TemporaryFile> file_;
  std::uint64_t file_size_ = 0;
  std::atomic<std::uint64_t> in_memory_ = 0;  // entries
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_POSTING_TABLE_H_
