#include "read/text_file.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "read/sniff.h"

namespace copydesk {

TextFileStream::TextFileStream(std::string file, std::unique_ptr<BufferedInput> input, ContentType type,
                               std::uint64_t max_bytes)
    : file_(std::move(file)), input_(std::move(input)), type_(type), max_bytes_(max_bytes) {}

std::optional<RecordOrReject> TextFileStream::Next() {
  if (ended_) return std::nullopt;
  ended_ = true;
  // A large binary file should not be read to its end to be refused.
  input_->Fill(kSniffBytes);
  const bool binary = input_->data().find('\0') != std::string_view::npos;
  if (!binary && input_->Fill(max_bytes_ + 1)) {
    return Reject{file_, 0, 0,
                  absl::StrCat("text longer than ", max_bytes_, " bytes; raise --max-record, or split the file")};
  }
  const std::string_view text = input_->data();
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return Reject{file_, 0, nul, "NUL byte: binary data, or UTF-16 text, which iconv -f UTF-16 -t UTF-8 converts"};
  }
  if (!input_->status().ok()) return DamageReject(file_, *input_);
  Document document;
  document.metadata.id = file_;
  document.metadata.locator = {file_, 0, 0, text.size()};
  document.text = text;
  document.type = type_;
  return document;
}

}  // namespace copydesk
