// Copies an input file without what goes.
#ifndef COPYDESK_DEDUP_COPY_SHARD_H_
#define COPYDESK_DEDUP_COPY_SHARD_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/block.h"
#include "copydesk/reader.h"
#include "dedup/shards.h"

namespace copydesk {

// What becomes of one record of a file, whose bytes are [offset, offset + length) of the decompressed file.
struct RecordEdit {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  bool removed = false;
  std::vector<TextRange> cuts;  // bytes of its text; of records that are not removed
};

using ByteSink = std::function<absl::Status(std::string_view)>;

struct CopyCounts {
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t changed = 0;  // records that were cut
  std::uint64_t damaged = 0;  // bytes of a WARC file that are no whole records
  std::uint64_t emptied = 0;  // records that went because the cuts left nothing but white space
};

// DataLoss: there is something else at that byte of a file than when it was read.
[[nodiscard]] absl::Status FileChanged(const std::string& path, std::uint64_t offset);

// Writes to `sink` the bytes of a file of lines but those of `edits`, which ascend: of a removed record its line with
// its line end, of others the cut parts of the text, and the record when nothing is left of that. All else stays as it
// is: blank lines, lines that are no records, a byte order mark. `fields` say which member holds the text. Memory: one
// record. Errors: DataLoss when the file is not what it was; those of reading it and of the sink.
[[nodiscard]] absl::Status CopyLines(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                                     const FieldNames& fields, const ByteSink& sink, CopyCounts* counts);

// The same of a file that is one text, of which nothing is left when `sink` gets no bytes.
[[nodiscard]] absl::Status CopyText(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                                    const ByteSink& sink, CopyCounts* counts);

// The same of a WARC file, whose edits remove whole records. After each record `end_record` is called, so that each can
// be a gzip member of its own. Damaged records are left out. Contents up to `max_held` bytes are held in memory, longer
// ones in a temporary file.
[[nodiscard]] absl::Status CopyWarc(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                                    std::uint64_t max_held, const ByteSink& sink,
                                    const std::function<absl::Status()>& end_record, CopyCounts* counts);

// Each line that is a record gets the members that `members` gives for its offset, before its closing brace; JSON
// without the braces. Lines that are no records stay as they are.
[[nodiscard]] absl::Status AnnotateLines(const std::string& path, OpenShard* shard, const ReaderOptions& options,
                                         const std::function<std::string(std::uint64_t offset)>& members,
                                         const ByteSink& sink, CopyCounts* counts);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_COPY_SHARD_H_
