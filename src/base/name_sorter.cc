#include "base/name_sorter.h"

#include <algorithm>
#include <span>

#include "base/coding.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;  // of a run at once
constexpr std::uint64_t kLeastRun = 2 * kReadBytes;       // so that runs are few

// What an entry takes besides the bytes of a name that is not short.
constexpr std::uint64_t kEntryBytes = sizeof(NameSorter::Entry);

}  // namespace

absl::Status NameSorter::Add(std::string name, std::uint64_t number) {
  used_ += kEntryBytes + name.size();
  entries_.emplace_back(std::move(name), number);
  return memory_ > 0 && used_ > std::max(memory_, kLeastRun) ? WriteRun() : absl::OkStatus();
}

absl::Status NameSorter::WriteRun() {
  if (file_ == nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(file_, TemporaryFile::Create(folder_));
  }
  std::sort(entries_.begin(), entries_.end());
  Run run{.next = file_size_, .end = 0, .bytes = {}, .place = 0, .entry = std::nullopt};
  std::string bytes;
  const auto write = [&] {
    absl::Status status = file_->WriteAt(file_size_, bytes);
    file_size_ += bytes.size();
    bytes.clear();
    return status;
  };
  for (const auto& [name, number] : entries_) {
    PutFixed32(&bytes, static_cast<std::uint32_t>(name.size()));
    PutFixed64(&bytes, number);
    bytes += name;
    if (bytes.size() >= kReadBytes) COPYDESK_RETURN_IF_ERROR(write());
  }
  COPYDESK_RETURN_IF_ERROR(write());
  run.end = file_size_;
  runs_.push_back(std::move(run));
  entries_.clear();
  used_ = 0;
  return absl::OkStatus();
}

// Reads until the next entry is whole; there is none only at the end of the run.
absl::Status NameSorter::Advance(Run* run) const {
  constexpr std::size_t kHead = 12;
  run->entry.reset();
  while (true) {
    Decoder decoder(std::string_view(run->bytes).substr(run->place));
    std::uint32_t length = 0;
    std::uint64_t number = 0;
    std::string_view name;
    if (decoder.Fixed32(&length) && decoder.Fixed64(&number) && decoder.Bytes(length, &name)) {
      run->entry.emplace(std::string(name), number);
      run->place += kHead + length;
      return absl::OkStatus();
    }
    if (run->next == run->end) return absl::OkStatus();
    run->bytes.erase(0, std::exchange(run->place, 0));
    const std::size_t kept = run->bytes.size();
    const std::size_t more = std::min<std::uint64_t>(std::max<std::size_t>(kReadBytes, length), run->end - run->next);
    run->bytes.resize(kept + more);
    COPYDESK_RETURN_IF_ERROR(file_->ReadAt(run->next, std::span<char>(run->bytes).subspan(kept)));
    run->next += more;
  }
}

absl::Status NameSorter::BeginReading() {
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

absl::StatusOr<std::optional<NameSorter::Entry>> NameSorter::Next() {
  if (!is_reading_) COPYDESK_RETURN_IF_ERROR(BeginReading());
  if (runs_.empty()) {
    if (next_ == entries_.size()) return std::nullopt;
    return std::move(entries_[next_++]);
  }
  Run* first = nullptr;
  for (Run& run : runs_) {
    if (run.entry.has_value() && (first == nullptr || *run.entry < *first->entry)) first = &run;
  }
  if (first == nullptr) return std::nullopt;
  std::optional<Entry> entry = std::move(first->entry);
  COPYDESK_RETURN_IF_ERROR(Advance(first));
  return entry;
}

}  // namespace copydesk
