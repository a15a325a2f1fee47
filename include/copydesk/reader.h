// Reads records from files, folders and standard input.
//
// Formats: JSON lines, plain text, HTML, and WARC with WET; each plain, gzip (several members) or zstd (several
// frames), recognised by content. A format that is known and not read (archives, images and so on), and a compressed
// file inside a compressed one, are rejected as a whole. Nothing is lost silently: what is not read is a Reject or
// counted.
// Memory: a small multiple of the batch and of the longest record below max_record_bytes, whatever a compressed file
// expands to; zstd needs its window besides, 128 MiB at most by default, and WARC files what revisit records may refer
// to, 80 MB at most.
// Protocol: OpenReader ReadBatch*, until a batch is empty; batches are read ahead in a thread of the reader's own, of
// the size that the first call asks for. Not thread-safe.
#ifndef COPYDESK_READER_H_
#define COPYDESK_READER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"

namespace copydesk {

// kAuto reads as WARC what starts with "WARC/1." or has a name that ends in .warc or .wet; as JSON lines what starts
// with '{', after blanks, and what has a name that ends in .jsonl or .ndjson; all other text is one record a file. In a
// file named .txt, .text or .md the first line must be a whole JSON object. The endings .gz and .zst are set aside.
// HTML is what starts with a document type or an <html> element, after blanks and comments, and text in a file named
// .html, .htm or .xhtml. Naming a format reads any text as that format.
//
// JSON lines: one object a line, UTF-8, ended by LF or CR LF; blank lines and a byte order mark at the start are passed
// over. Text: the bytes as they are, byte order mark and line ends included; a NUL byte is a reject.
// HTML: one page a file, its bytes as they are; SplitPage (copydesk/page.h) reads them.
// WARC 1.0 and 1.1: the pages and plain texts of its responses (status 2xx), resources and conversions, converted to
// UTF-8. The id is the WARC-Record-ID without its angle brackets, the URL the WARC-Target-URI, `seen` the WARC-Date;
// the locator is that of the whole record. Other records are passed over. A damaged record costs only itself, a damaged
// gzip member or zstd frame what is up to the next one that begins with a record. kWet is another name for kWarc: WET
// files are WARC files of conversions.
enum class InputFormat : std::uint8_t { kAuto, kJsonLines, kText, kHtml, kWarc, kWet };

// Which JSON member holds a field: the first of the names that a record has. An empty list reads the field from
// nowhere. Of a member that a record has twice the first counts; null counts as absent.
// - text: a string; anything else is a reject. A record without one that has the members `uri` and a body of IPTC ninjs
// is
//   read as copydesk/ninjs.h says, with what the user's fields say before it.
// - id: a string, or a number taken as printed; anything else is a reject. Without one, or with an empty one, a record
//   gets "file:line". The id of a text file or a page is its path.
// - the others: a string, or a number as printed; anything else counts as empty, but of an array in `source` the first
//   element is taken if it is a string.
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

// A record of a WARC file that repeats the payload of an earlier one and says so instead of having it.
struct Revisit {
  std::string id;
  std::string url;
  std::string payload_digest;
  // The id of the record whose payload it is. `known`: of a document that this reader gave; otherwise as the record
  // says, which may be nothing.
  std::string refers_to;
  bool known = false;
  Locator locator;

  friend bool operator==(const Revisit&, const Revisit&) = default;
};

struct ReaderOptions {  // docs/tuning.md says what each default rests on
  InputFormat format = InputFormat::kAuto;
  FieldNames fields;

  // A longer line (JSON lines), file (text) or record (WARC, also once decoded) is rejected. Bytes after decompression,
  // from 1 to 4,000,000,000. Raise it for longer texts: memory grows with it only when such a text comes, by up to ten
  // times its size.
  std::uint64_t max_record_bytes = std::uint64_t{64} << 20;

  // Accept zstd frames whose window is above 128 MiB; each needs that much memory.
  bool allow_large_window = false;

  // true: the first reject is an error instead, and nothing after it is read.
  bool fail_on_reject = false;

  // When it becomes true, a wait for input ends within a tenth of a second, and ReadBatch returns Cancelled. May be
  // null.
  const std::atomic<bool>* cancel = nullptr;

  // Called for each reject, in the order of the input, from ReadBatch.
  std::function<void(const Reject&)> on_reject;

  // Called for each revisit record of WARC files, in the order of the input, from ReadBatch. A document is known to it
  // when it was among the last 131,072.
  std::function<void(const Revisit&)> on_revisit;
};

struct ReaderCounts {
  std::uint64_t files = 0;  // begun, those rejected as a whole among them
  std::uint64_t records = 0;
  std::uint64_t rejects = 0;
  std::uint64_t passed_over = 0;     // of WARC files: sound records that are no page or text, but for revisits
  std::uint64_t revisits = 0;        // records that repeat an earlier payload
  std::uint64_t revisits_known = 0;  // that of a document of this run
  std::uint64_t bytes_in = 0;        // as stored, compressed
  std::uint64_t bytes_out = 0;       // decompressed
};

class Reader {
 public:
  virtual ~Reader() = default;

  // The next records, in input order: at least one, until their sizes in memory (texts and metadata) reach `max_bytes`;
  // none at the end of the input. An error comes after the records before it and is then returned by every call:
  // NotFound or PermissionDenied for a named input that can no longer be opened, InvalidArgument for a reject under
  // fail_on_reject, as "<file>:<line>: <reason>" or "<file> at byte <offset>: <reason>".
  [[nodiscard]] virtual absl::StatusOr<std::vector<Document>> ReadBatch(std::uint64_t max_bytes) = 0;

  [[nodiscard]] virtual const ReaderCounts& counts() const = 0;

  // Sum of the sizes of all inputs in bytes, as stored; 0 when one of them is standard input or a pipe.
  [[nodiscard]] virtual std::uint64_t total_bytes() const = 0;
};

// `inputs` are files, folders and "-" for standard input. A folder's files are read in bytewise order of their paths,
// found and measured here and opened later; entries whose name starts with a dot, and symbolic links to folders, are
// left out; what is no regular file or cannot be opened is a reject.
// Errors, before anything is read: InvalidArgument for an empty list, "-" given twice, or an option out of range;
// NotFound for a path that does not exist; PermissionDenied for one that may not be read.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Reader>> OpenReader(const std::vector<std::string>& inputs,
                                                                 const ReaderOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_READER_H_
