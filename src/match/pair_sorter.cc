#include "match/pair_sorter.h"

#include <algorithm>
#include <limits>
#include <span>

#include "base/status.h"
#include "hwy/contrib/sort/vqsort.h"

namespace copydesk {
namespace {

using Key = hwy::uint128_t;

constexpr std::size_t kFirstCompaction = std::size_t{1} << 20;
constexpr std::size_t kKeysRead = std::size_t{1} << 14;  // of a run at once
constexpr int kBlockBits = 16;

std::uint64_t Number(BlockNumber block) { return block.document << kBlockBits | block.block; }

BlockNumber NumberedBlock(std::uint64_t number) {
  return {.document = number >> kBlockBits, .block = static_cast<std::uint32_t>(number & ((1u << kBlockBits) - 1))};
}

BlockPair Pair(const Key& key) { return {NumberedBlock(key.hi), NumberedBlock(key.lo)}; }

bool Precedes(const Key& x, const Key& y) { return std::pair(x.hi, x.lo) < std::pair(y.hi, y.lo); }
bool Equal(const Key& x, const Key& y) { return x.hi == y.hi && x.lo == y.lo; }

std::size_t PairsIn(std::uint64_t bytes) {
  if (bytes == 0) return std::numeric_limits<std::size_t>::max();
  return std::max<std::size_t>(2 * kKeysRead, bytes / sizeof(Key));
}

}  // namespace

PairSorter::PairSorter(std::uint64_t memory, std::string folder)
    : folder_(std::move(folder)),
      most_in_memory_(PairsIn(memory)),
      next_compaction_(std::min(kFirstCompaction, most_in_memory_)) {}

// One pair may be proposed a hundred times: memory follows the distinct ones.
void PairSorter::Compact() {
  const hwy::Sorter sorter;
  sorter(keys_.data(), keys_.size(), hwy::SortAscending());
  keys_.erase(std::unique(keys_.begin(), keys_.end(), Equal), keys_.end());
}

absl::Status PairSorter::WriteRun() {
  if (file_ == nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(file_, TemporaryFile::Create(folder_));
  }
  const std::span<const Key> keys(keys_);
  const std::span<const char> bytes(reinterpret_cast<const char*>(keys.data()),  // NOLINT(*-reinterpret-cast): a file
                                    keys.size_bytes());
  COPYDESK_RETURN_IF_ERROR(file_->WriteAt(file_size_, bytes));
  runs_.push_back({.begin = file_size_, .end = file_size_ + bytes.size(), .keys = {}, .next = 0});
  file_size_ += bytes.size();
  keys_.clear();
  return absl::OkStatus();
}

absl::Status PairSorter::Add(BlockNumber a, BlockNumber b) {
  const auto [low, high] = std::minmax({Number(a), Number(b)});
  keys_.push_back({.lo = high, .hi = low});
  if (keys_.size() < next_compaction_) return absl::OkStatus();
  Compact();
  if (keys_.size() > most_in_memory_ / 2) COPYDESK_RETURN_IF_ERROR(WriteRun());
  next_compaction_ = std::min(most_in_memory_, std::max(kFirstCompaction, 2 * keys_.size()));
  return absl::OkStatus();
}

absl::Status PairSorter::Fill(Run* run) const {
  run->keys.resize(std::min<std::size_t>(kKeysRead, (run->end - run->begin) / sizeof(Key)));
  run->next = 0;
  const std::span<Key> keys(run->keys);
  const std::span<char> bytes(reinterpret_cast<char*>(keys.data()), keys.size_bytes());  // NOLINT(*-reinterpret-cast)
  run->begin += bytes.size();
  return file_->ReadAt(run->begin - bytes.size(), bytes);
}

absl::Status PairSorter::BeginMerge() {
  is_reading_ = true;
  Compact();
  if (runs_.empty()) return absl::OkStatus();
  if (!keys_.empty()) COPYDESK_RETURN_IF_ERROR(WriteRun());
  keys_ = std::vector<Key>();
  for (Run& run : runs_) COPYDESK_RETURN_IF_ERROR(Fill(&run));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<BlockPair>> PairSorter::Next(std::size_t most) {
  if (!is_reading_) COPYDESK_RETURN_IF_ERROR(BeginMerge());
  std::vector<BlockPair> pairs;
  if (runs_.empty()) {
    const std::size_t end = next_ + std::min(most, keys_.size() - next_);
    for (; next_ < end; ++next_) pairs.push_back(Pair(keys_[next_]));
    return pairs;
  }
  // Runs are few: as many as the distinct pairs fill the memory.
  while (pairs.size() < most) {
    const Run* first = nullptr;
    for (const Run& run : runs_) {
      if (run.next == run.keys.size()) continue;
      if (first == nullptr || Precedes(run.keys[run.next], first->keys[first->next])) first = &run;
    }
    if (first == nullptr) break;
    const Key key = first->keys[first->next];
    pairs.push_back(Pair(key));
    for (Run& run : runs_) {
      if (run.next == run.keys.size() || !Equal(run.keys[run.next], key)) continue;
      if (++run.next == run.keys.size() && run.begin < run.end) COPYDESK_RETURN_IF_ERROR(Fill(&run));
    }
  }
  return pairs;
}

}  // namespace copydesk
