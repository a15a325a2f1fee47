#include "match/match_sorter.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/coding.h"
#include "base/spilled_bytes.h"
#include "base/status.h"
#include "match/match_codec.h"
#include "match/match_names.h"

namespace copydesk {
namespace {

class SortedMatches final : public MatchList {
 public:
  SortedMatches(std::string folder, std::string model) : bytes_(std::move(folder)), model_(std::move(model)) {}

  // After the last one.
  void Append(const RecordSorter::Record& record) {
    std::string head;
    PutVarint(&head, record.key.size());
    begins_.push_back(bytes_.Append(head));
    bytes_.Append(record.key);
    bytes_.Append(record.value);
  }

  [[nodiscard]] absl::Status KeepWithin(std::uint64_t memory) {
    return memory > 0 && bytes_.MemoryBytes() > memory ? bytes_.Spill() : absl::OkStatus();
  }

  [[nodiscard]] std::uint64_t size() const override { return begins_.size(); }

  [[nodiscard]] absl::StatusOr<Match> At(std::uint64_t place) const override {
    std::string record;
    COPYDESK_RETURN_IF_ERROR(bytes_.Read(begins_[place], EndOf(place) - begins_[place], &record));
    return Decode(record);
  }

  [[nodiscard]] absl::Status ForEach(const std::function<absl::Status(const Match&)>& visit) const override {
    constexpr std::uint64_t kReadBytes = std::uint64_t{1} << 18;
    std::string bytes;
    for (std::uint64_t first = 0; first < size();) {
      std::uint64_t end = first + 1;
      while (end < size() && EndOf(end) - begins_[first] <= kReadBytes) ++end;
      COPYDESK_RETURN_IF_ERROR(bytes_.Read(begins_[first], EndOf(end - 1) - begins_[first], &bytes));
      for (std::uint64_t place = first; place < end; ++place) {
        const std::string_view record =
            std::string_view(bytes).substr(begins_[place] - begins_[first], EndOf(place) - begins_[place]);
        COPYDESK_ASSIGN_OR_RETURN(const Match match, Decode(record));
        COPYDESK_RETURN_IF_ERROR(visit(match));
      }
      first = end;
    }
    return absl::OkStatus();
  }

 private:
  [[nodiscard]] std::uint64_t EndOf(std::uint64_t place) const {
    return place + 1 < begins_.size() ? begins_[place + 1] : bytes_.size();
  }

  [[nodiscard]] absl::StatusOr<Match> Decode(std::string_view record) const {
    Decoder decoder(record);
    std::uint64_t key_size = 0;
    std::string_view key;
    std::string_view value;
    decoder.Varint(&key_size);
    decoder.Bytes(key_size, &key);
    decoder.Bytes(decoder.remaining(), &value);
    COPYDESK_ASSIGN_OR_RETURN(Match match, DecodeMatch(key, value));
    if (NamesModel(match)) match.model = model_;
    return match;
  }

  SpilledBytes bytes_;
  const std::string model_;
  std::vector<std::uint64_t> begins_;
};

}  // namespace

MatchSorter::MatchSorter(std::uint64_t memory, std::string folder) : memory_(memory), folder_(std::move(folder)) {
  sorter_.emplace(memory / 2, folder_);
}

absl::Status MatchSorter::Add(const Match& match) {
  value_.clear();
  EncodeMatchValue(match, &value_);
  return sorter_->Add(EncodeMatchKey(match), value_);
}

absl::StatusOr<std::shared_ptr<const MatchList>> MatchSorter::Finish(std::string model) {
  auto sorted = std::make_shared<SortedMatches>(folder_, std::move(model));
  std::optional<std::string> last;
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, sorter_->Next());
    if (!record.has_value()) break;
    if (last == record->key) continue;
    if (!IsVerified(record->value)) ++unverified_;
    sorted->Append(*record);
    COPYDESK_RETURN_IF_ERROR(sorted->KeepWithin(memory_ / 2));
    last.emplace(record->key);
  }
  sorter_.reset();
  return sorted;
}

}  // namespace copydesk
