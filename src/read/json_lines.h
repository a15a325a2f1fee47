// JSON lines: one object a line, a malformed line costs only itself.
#ifndef COPYDESK_READ_JSON_LINES_H_
#define COPYDESK_READ_JSON_LINES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "read/json_record.h"
#include "read/line_splitter.h"
#include "read/record_stream.h"

namespace copydesk {

class JsonLinesStream final : public RecordStream {
 public:
  // `file` names the input in ids, locators and rejects.
  JsonLinesStream(std::string file, std::unique_ptr<BufferedInput> input, const FieldNames& fields,
                  std::uint64_t max_line_bytes);

  std::optional<RecordOrReject> Next() override;

 private:
  const std::string file_;
  const std::unique_ptr<BufferedInput> input_;
  const std::uint64_t max_line_bytes_;
  LineSplitter lines_;
  JsonRecordParser parser_;
  bool ended_ = false;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_JSON_LINES_H_
