#include "dedup/read_records.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "dedup/keep_order.h"
#include "dedup/placed_id.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kBatchBytes = std::uint64_t{16} << 20;

class RecordReader {
 public:
  RecordReader(const DedupOptions& options, const std::vector<Shard>& shards, ResumeState* state, RecordFilter* filter,
               Detector* detector, LineSorter* lines)
      : options_(options), shards_(shards), state_(state), filter_(filter), detector_(*detector), lines_(*lines) {
    for (std::uint32_t i = 0; i < shards.size(); ++i) numbers_.emplace(shards[i].input, i);
  }

  absl::StatusOr<ReaderCounts> Read() {
    COPYDESK_RETURN_IF_ERROR(TakeFoundBefore());
    const std::vector<std::string> inputs = Inputs();
    if (inputs.empty()) return ReaderCounts();
    ReaderOptions settings = options_.reader;
    // The one field that dedup has no other use for.
    if (options_.keep == KeepPolicy::kField) settings.fields.seen = {options_.keep_field};
    COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Reader> reader, OpenReader(inputs, settings));
    COPYDESK_RETURN_IF_ERROR(detector_.CheckSpace(reader->total_bytes()));
    while (true) {
      COPYDESK_ASSIGN_OR_RETURN(std::vector<Document> batch, reader->ReadBatch(kBatchBytes));
      if (batch.empty()) break;
      COPYDESK_RETURN_IF_ERROR(Take(std::move(batch)));
      if (options_.progress) {
        options_.progress({.stage = "read", .done = reader->counts().bytes_in, .total = reader->total_bytes()});
      }
    }
    COPYDESK_RETURN_IF_ERROR(MarkReadBefore(static_cast<std::uint32_t>(shards_.size())));
    return reader->counts();
  }

 private:
  // Lines that an earlier run found while reading; of a file that it had not read to its end they come twice.
  absl::Status TakeFoundBefore() {
    if (state_ == nullptr || !state_->found()) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::string> found, state_->FoundLines());
    for (const std::string& json : found) {
      COPYDESK_ASSIGN_OR_RETURN(const CertificateLine line, ParseCertificateLine(json));
      const auto number = numbers_.find(line.removed.locator.file);
      if (number == numbers_.end()) continue;
      const RecordPlace place = {number->second, line.removed.locator.offset};
      if (found_.insert(place).second) COPYDESK_RETURN_IF_ERROR(lines_.Add(place, line));
    }
    return absl::OkStatus();
  }

  // As they were given, or the files that are left.
  std::vector<std::string> Inputs() const {
    if (state_ == nullptr || state_->read().empty()) return options_.inputs;
    std::vector<std::string> left;
    for (std::uint32_t i = 0; i < shards_.size(); ++i) {
      if (!state_->read().contains(i)) left.push_back(shards_[i].input);
    }
    return left;
  }

  absl::Status Take(std::vector<Document> batch) {
    std::vector<Document> added;
    added.reserve(batch.size());
    std::vector<std::string> found;
    std::uint32_t last = 0;
    for (Document& document : batch) {
      const auto number = numbers_.find(document.metadata.locator.file);
      if (number == numbers_.end()) {
        return absl::DataLossError(absl::StrCat(document.metadata.locator.file,
                                                ": was not there when dedup began; run it again on files that nothing "
                                                "changes meanwhile"));
      }
      const RecordPlace place = {number->second, document.metadata.locator.offset};
      last = place.file;
      if (filter_ != nullptr) {
        COPYDESK_ASSIGN_OR_RETURN(const std::optional<CertificateLine> line, filter_->Find(document));
        if (line.has_value()) {
          if (!found_.insert(place).second) continue;
          COPYDESK_RETURN_IF_ERROR(lines_.Add(place, *line));
          if (state_ != nullptr) found.push_back(CertificateJson(*line));
          continue;
        }
      }
      const std::uint64_t order = KeepOrder(options_, document, document.metadata.seen);
      document.metadata.id =
          FormatPlacedId({.file = place.file, .offset = place.offset, .order = order, .id = document.metadata.id});
      added.push_back(std::move(document));
    }
    COPYDESK_RETURN_IF_ERROR(detector_.Add(added));
    if (state_ == nullptr) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(state_->AppendFound(found));
    return MarkReadBefore(last);
  }

  absl::Status MarkReadBefore(std::uint32_t end) {
    if (state_ == nullptr) return absl::OkStatus();
    for (; marked_ < end; ++marked_) COPYDESK_RETURN_IF_ERROR(state_->MarkRead(marked_));
    return absl::OkStatus();
  }

  const DedupOptions& options_;
  const std::vector<Shard>& shards_;
  ResumeState* const state_;
  RecordFilter* const filter_;
  Detector& detector_;
  LineSorter& lines_;
  std::map<std::string, std::uint32_t> numbers_;  // of files, by path
  std::set<RecordPlace> found_;
  std::uint32_t marked_ = 0;
};

}  // namespace

absl::StatusOr<ReaderCounts> ReadRecords(const DedupOptions& options, const std::vector<Shard>& shards,
                                         ResumeState* state, RecordFilter* filter, Detector* detector,
                                         LineSorter* lines) {
  return RecordReader(options, shards, state, filter, detector, lines).Read();
}

}  // namespace copydesk
