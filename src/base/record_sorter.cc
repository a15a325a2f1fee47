#include "base/record_sorter.h"

#include <algorithm>
#include <span>

#include "base/coding.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;  // of a run at once
constexpr std::uint64_t kLeastRun = 2 * kReadBytes;       // so that runs are few
constexpr std::size_t kPiece = std::size_t{1} << 16;      // of memory

// The first eight bytes, so that they compare as the key does.
std::uint64_t FirstBytes(std::string_view key) {
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < sizeof first; ++i) {
    first = first << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  }
  return first;
}

}  // namespace

absl::Status DamagedRecord() { return absl::DataLossError("a temporary file does not hold what was written to it"); }

RecordSorter::RecordSorter(std::uint64_t memory, std::string folder) : memory_(memory), folder_(std::move(folder)) {}

char* RecordSorter::Allocate(std::size_t size) {
  if (size > free_size_) {
    free_size_ = std::max(size, kPiece);
    free_ = pieces_.emplace_back(std::make_unique_for_overwrite<char[]>(free_size_)).get();
    used_ += free_size_;
  }
  free_size_ -= size;
  return std::exchange(free_, free_ + size);
}

absl::Status RecordSorter::Add(std::string_view key, std::string_view value) {
  char* const bytes = Allocate(key.size() + value.size());
  std::copy(value.begin(), value.end(), std::copy(key.begin(), key.end(), bytes));
  entries_.push_back({.first_bytes = FirstBytes(key),
                      .bytes = bytes,
                      .key_size = static_cast<std::uint32_t>(key.size()),
                      .value_size = static_cast<std::uint32_t>(value.size())});
  used_ += sizeof(Entry);
  return memory_ > 0 && used_ > std::max(memory_, kLeastRun) ? WriteRun() : absl::OkStatus();
}

absl::Status RecordSorter::WriteRun() {
  if (file_ == nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(file_, TemporaryFile::Create(folder_));
  }
  std::sort(entries_.begin(), entries_.end());
  Run run{.next = file_size_, .end = 0, .bytes = {}, .place = 0, .record = std::nullopt};
  std::string bytes;
  const auto write = [&] {
    absl::Status status = file_->WriteAt(file_size_, bytes);
    file_size_ += bytes.size();
    bytes.clear();
    return status;
  };
  for (const Entry& entry : entries_) {
    PutFixed32(&bytes, entry.key_size);
    PutFixed32(&bytes, entry.value_size);
    bytes.append(entry.bytes, std::size_t{entry.key_size} + entry.value_size);
    if (bytes.size() >= kReadBytes) COPYDESK_RETURN_IF_ERROR(write());
  }
  COPYDESK_RETURN_IF_ERROR(write());
  run.end = file_size_;
  runs_.push_back(std::move(run));
  entries_.clear();
  pieces_.clear();
  free_size_ = 0;
  used_ = 0;
  return absl::OkStatus();
}

// Reads until the next record is whole; there is none only at the end of the run.
absl::Status RecordSorter::Advance(Run* run) const {
  constexpr std::size_t kHead = 8;
  run->record.reset();
  while (true) {
    Decoder decoder(std::string_view(run->bytes).substr(run->place));
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
    Record record;
    if (decoder.Fixed32(&key_size) && decoder.Fixed32(&value_size) && decoder.Bytes(key_size, &record.key) &&
        decoder.Bytes(value_size, &record.value)) {
      run->record = record;
      run->place += kHead + key_size + value_size;
      return absl::OkStatus();
    }
    if (run->next == run->end) return absl::OkStatus();
    run->bytes.erase(0, std::exchange(run->place, 0));
    const std::size_t kept = run->bytes.size();
    const std::uint64_t wanted = std::max<std::uint64_t>(kReadBytes, std::uint64_t{key_size} + value_size);
    const std::size_t more = std::min<std::uint64_t>(wanted, run->end - run->next);
    run->bytes.resize(kept + more);
    COPYDESK_RETURN_IF_ERROR(file_->ReadAt(run->next, std::span<char>(run->bytes).subspan(kept)));
    run->next += more;
  }
}

absl::Status RecordSorter::BeginReading() {
  is_reading_ = true;
  if (runs_.empty()) {
    std::sort(entries_.begin(), entries_.end());
    return absl::OkStatus();
  }
  if (!entries_.empty()) COPYDESK_RETURN_IF_ERROR(WriteRun());
  entries_ = std::vector<Entry>();
  for (Run& run : runs_) COPYDESK_RETURN_IF_ERROR(Advance(&run));
  return absl::OkStatus();
}

absl::StatusOr<std::optional<RecordSorter::Record>> RecordSorter::Next() {
  if (!is_reading_) COPYDESK_RETURN_IF_ERROR(BeginReading());
  if (runs_.empty()) {
    if (next_ == entries_.size()) return std::nullopt;
    return entries_[next_++].record();
  }
  if (last_taken_ != nullptr) COPYDESK_RETURN_IF_ERROR(Advance(std::exchange(last_taken_, nullptr)));
  for (Run& run : runs_) {
    if (run.record.has_value() && (last_taken_ == nullptr || *run.record < *last_taken_->record)) last_taken_ = &run;
  }
  return last_taken_ == nullptr ? std::nullopt : last_taken_->record;
}

}  // namespace copydesk
