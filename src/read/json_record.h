// One line of JSON to one document.
//
// Parsed by simdjson, on demand (Langdale, Lemire 2019; Keiser, Lemire 2024), with one difference: the whole line is
// checked, also the values that nobody asked for. Linear in the line.
#ifndef COPYDESK_READ_JSON_RECORD_H_
#define COPYDESK_READ_JSON_RECORD_H_

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/reader.h"

namespace copydesk {

// Keeps its buffers from line to line, about ten times the longest line at worst. Not thread-safe.
class JsonRecordParser {
 public:
  explicit JsonRecordParser(const FieldNames& fields);
  ~JsonRecordParser();
  JsonRecordParser(const JsonRecordParser&) = delete;
  JsonRecordParser& operator=(const JsonRecordParser&) = delete;

  // The document of `line`, by the rules of copydesk/reader.h; its id is empty where the record has none, and so is its
  // locator. The message of an error is a reason as in Reject. `line` is below 4 GiB and followed by
  // BufferedInput::kPadding readable bytes.
  [[nodiscard]] absl::StatusOr<Document> Parse(std::string_view line);

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

// Whether `text`, which needs no padding, is one whole JSON object.
[[nodiscard]] bool IsJsonObject(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_READ_JSON_RECORD_H_
