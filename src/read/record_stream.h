// What every format is read as: a stream of records and rejects.
#ifndef COPYDESK_READ_RECORD_STREAM_H_
#define COPYDESK_READ_RECORD_STREAM_H_

#include <optional>
#include <string>
#include <variant>

#include "copydesk/document.h"
#include "copydesk/reader.h"
#include "read/buffered_input.h"

namespace copydesk {

using RecordOrReject = std::variant<Document, Reject>;

// The records of one input, in its order. Not thread-safe. There is one implementation a format.
class RecordStream {
 public:
  RecordStream() = default;
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;
  virtual ~RecordStream() = default;

  // Nothing at the end, and from then on.
  virtual std::optional<RecordOrReject> Next() = 0;
};

// The reject for an input that stopped before its end: `input` has ended with an error.
[[nodiscard]] inline Reject DamageReject(const std::string& file, const BufferedInput& input) {
  return {.file = file,
          .line = 0,
          .offset = input.offset() + input.data().size(),
          .reason = std::string(input.status().message().data(), input.status().message().size())};
}

}  // namespace copydesk

#endif  // COPYDESK_READ_RECORD_STREAM_H_
