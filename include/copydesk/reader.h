// Reads records from files, folders and standard input.
//
// Formats: JSON lines and plain text; each plain, gzip (several members) or zstd, recognised by content.
// Protocol: Open ReadBatch*, until a batch is empty. Not thread-safe.
#ifndef COPYDESK_READER_H_
#define COPYDESK_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"

namespace copydesk {

enum class InputFormat : std::uint8_t { kAuto, kJsonLines, kText };

// Which JSON member holds a field: the first of the names that a record has. An empty list reads the field from
// nowhere.
struct FieldNames {
  std::vector<std::string> text = {"text", "content", "body"};
  std::vector<std::string> id = {"id"};
  std::vector<std::string> url = {"url"};
  std::vector<std::string> source = {"source", "publisher", "outlet"};
  std::vector<std::string> published = {"published", "published_at", "date"};
  std::vector<std::string> modified = {"modified"};
  std::vector<std::string> seen = {"seen", "scrape_time", "fetched", "timestamp"};
  std::vector<std::string> title = {"title", "headline"};
};

// An input that was not read: a line, or a file from some byte on.
struct Reject {
  std::string file;
  std::uint64_t line = 0;    // from 1; 0 where the place is an offset
  std::uint64_t offset = 0;  // bytes of the decompressed stream
  std::string reason;        // what is wrong and what to do

  friend bool operator==(const Reject&, const Reject&) = default;
};

struct ReaderOptions {
  InputFormat format = InputFormat::kAuto;
  FieldNames fields;

  // A longer line (JSON lines) or file (text) is rejected. Bytes after decompression.
  std::uint64_t max_record_bytes = std::uint64_t{64} << 20;

  // Accept zstd frames whose window is above 128 MiB; each needs that much memory.
  bool allow_large_window = false;

  // true: the first reject is an error instead.
  bool fail_on_reject = false;

  // Called for each reject, in the order of the input.
  std::function<void(const Reject&)> on_reject;
};

struct ReaderCounts {
  std::uint64_t files = 0;
  std::uint64_t records = 0;
  std::uint64_t rejects = 0;
  std::uint64_t bytes_in = 0;   // as stored, compressed
  std::uint64_t bytes_out = 0;  // decompressed
};

class Reader {
 public:
  virtual ~Reader() = default;

  // The next records, in input order: at least one, until their texts reach `max_bytes`; none at the end of the
  // input. Errors: NotFound or PermissionDenied for an input that cannot be opened, InvalidArgument for a reject
  // under fail_on_reject; the message names file and place.
  [[nodiscard]] virtual absl::StatusOr<std::vector<Document>> ReadBatch(std::uint64_t max_bytes) = 0;

  [[nodiscard]] virtual const ReaderCounts& counts() const = 0;

  // Sum of the sizes of all inputs in bytes, as stored; 0 when one of them is standard input.
  [[nodiscard]] virtual std::uint64_t total_bytes() const = 0;
};

// `inputs` are files, folders (walked in bytewise order of their paths, hidden entries left out) and "-" for
// standard input. Errors: InvalidArgument for an empty list; NotFound for a path that does not exist.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Reader>> OpenReader(const std::vector<std::string>& inputs,
                                                                 const ReaderOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_READER_H_
