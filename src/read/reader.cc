#include "copydesk/reader.h"

#include <unistd.h>

#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/byte_source.h"
#include "read/input_list.h"
#include "read/open_stream.h"
#include "read/read_ahead.h"
#include "read/read_state.h"

namespace copydesk {
namespace {

// simdjson parses, and a document holds, less than 4 GiB.
constexpr std::uint64_t kLargestRecord = 4'000'000'000;

std::uint64_t Size(const Document& document) {
  const Metadata& m = document.metadata;
  return sizeof(Document) + document.text.size() + m.id.size() + m.url.size() + m.source.size() + m.published.size() +
         m.modified.size() + m.seen.size() + m.title.size() + m.locator.file.size() + document.payload_digest.size();
}

absl::Status RejectError(const Reject& reject) {
  return absl::InvalidArgumentError(reject.line > 0
                                        ? absl::StrCat(reject.file, ":", reject.line, ": ", reject.reason)
                                        : absl::StrCat(reject.file, " at byte ", reject.offset, ": ", reject.reason));
}

class FileReader final : public Reader {
 public:
  FileReader(InputList inputs, ReaderOptions options) : inputs_(std::move(inputs)), options_(std::move(options)) {}

  absl::StatusOr<std::vector<Document>> ReadBatch(std::uint64_t max_bytes) override {
    std::vector<Document> batch;
    std::uint64_t bytes = 0;
    while (failure_.ok() && (batch.empty() || bytes < max_bytes)) {
      if (stream_ == nullptr) {
        if (next_ == inputs_.files.size()) break;
        Open(inputs_.files[next_++]);
        continue;
      }
      std::optional<RecordOrReject> next = stream_->Next();
      if (!next.has_value()) {
        stream_ = nullptr;
      } else if (auto* reject = std::get_if<Reject>(&*next)) {
        Refuse(*reject);
      } else {
        batch.push_back(std::get<Document>(*std::move(next)));
        bytes += Size(batch.back());
      }
    }
    // Records before a failure are given first, so that they do not depend on the size of the batch.
    if (batch.empty() && !failure_.ok()) return failure_;
    state_.counts.records += batch.size();
    return batch;
  }

  [[nodiscard]] const ReaderCounts& counts() const override { return state_.counts; }
  [[nodiscard]] std::uint64_t total_bytes() const override { return inputs_.total_bytes; }

 private:
  void Refuse(const Reject& reject) {
    ++state_.counts.rejects;
    if (options_.fail_on_reject) {
      failure_ = RejectError(reject);
    } else if (options_.on_reject) {
      options_.on_reject(reject);
    }
  }

  // Sets stream_, unless the file is rejected or is an error.
  void Open(const InputFile& file) {
    ++state_.counts.files;
    const auto refuse = [&](absl::string_view reason) {
      Refuse({.file = file.path, .line = 0, .offset = 0, .reason = std::string(reason.data(), reason.size())});
    };
    if (!file.problem.empty()) return refuse(file.problem);
    std::unique_ptr<ByteSource> source;
    if (file.path == kStandardInput) {
      source = ReadDescriptor(STDIN_FILENO, options_.cancel);
    } else {
      auto opened = OpenFile(file.path, file.walked ? FileKind::kRegular : FileKind::kAny, options_.cancel);
      if (!opened.ok()) {
        if (file.walked) return refuse(opened.status().message());
        failure_ = absl::Status(opened.status().code(), absl::StrCat(file.path, ": ", opened.status().message()));
        return;
      }
      source = *std::move(opened);
    }
    auto stream = OpenRecordStream(file.path, std::move(source), options_, &state_);
    if (!stream.ok()) return refuse(stream.status().message());
    stream_ = *std::move(stream);
  }

  const InputList inputs_;
  const ReaderOptions options_;
  ReadState state_;
  std::size_t next_ = 0;
  std::unique_ptr<RecordStream> stream_;
  absl::Status failure_;  // returned by every call once no record is left
};

}  // namespace

absl::StatusOr<std::unique_ptr<Reader>> OpenReader(const std::vector<std::string>& inputs,
                                                   const ReaderOptions& options) {
  if (options.max_record_bytes == 0 || options.max_record_bytes > kLargestRecord) {
    return absl::InvalidArgumentError(absl::StrCat("max_record_bytes is from 1 to ", kLargestRecord));
  }
  if (options.fields.text.empty()) return absl::InvalidArgumentError("no name for the text field");
  COPYDESK_ASSIGN_OR_RETURN(InputList list, ListInputs(inputs));
  return ReadAhead(
      [&list](ReaderOptions inner) { return std::make_unique<FileReader>(std::move(list), std::move(inner)); },
      options);
}

}  // namespace copydesk
