// A plain text file or an HTML page: one record, its text the bytes as they are.
#ifndef COPYDESK_READ_TEXT_FILE_H_
#define COPYDESK_READ_TEXT_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "read/record_stream.h"

namespace copydesk {

class TextFileStream final : public RecordStream {
 public:
  // `file` names the input and is the id of its record.
  TextFileStream(std::string file, std::unique_ptr<BufferedInput> input, ContentType type, std::uint64_t max_bytes);

  std::optional<RecordOrReject> Next() override;

 private:
  const std::string file_;
  const std::unique_ptr<BufferedInput> input_;
  const ContentType type_;
  const std::uint64_t max_bytes_;
  bool ended_ = false;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_TEXT_FILE_H_
