#include "read/json_lines.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

JsonLinesStream::JsonLinesStream(std::string file, std::unique_ptr<BufferedInput> input, const FieldNames& fields,
                                 std::uint64_t max_line_bytes)
    : file_(std::move(file)),
      input_(std::move(input)),
      max_line_bytes_(max_line_bytes),
      lines_(input_.get(), max_line_bytes),
      parser_(fields) {
  if (input_->Fill(kByteOrderMark.size()) && input_->data().starts_with(kByteOrderMark)) {
    input_->Consume(kByteOrderMark.size());
  }
}

std::optional<RecordOrReject> JsonLinesStream::Next() {
  Line line;
  while (!ended_ && lines_.Next(&line)) {
    if (line.too_long) {
      return Reject{
          file_, line.number, line.offset,
          absl::StrCat("line longer than ", max_line_bytes_, " bytes; raise --max-record, or split the record")};
    }
    if (IsBlank(line.bytes)) continue;
    absl::StatusOr<Document> document = parser_.Parse(line.bytes);
    if (document.ok()) {
      Metadata& metadata = document->metadata;
      metadata.locator = {file_, line.number, line.offset, line.bytes.size()};
      if (metadata.id.empty()) metadata.id = absl::StrCat(file_, ":", line.number);
      return *std::move(document);
    }
    // A line that damage cut off is part of the damage. (It may be whole when only its line end is missing.)
    if (!line.terminated && !input_->status().ok()) continue;
    return Reject{file_, line.number, line.offset, std::string(document.status().message())};
  }
  if (ended_) return std::nullopt;
  ended_ = true;
  if (input_->status().ok()) return std::nullopt;
  const Reject damage = DamageReject(file_, *input_);
  ended_ = !input_->Resume("{");
  return damage;
}

}  // namespace copydesk
