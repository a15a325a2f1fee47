#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/status.h"
#include "base/temporary_file.h"
#include "dedup/copy_shard.h"
#include "read/warc_records.h"

namespace copydesk {
namespace {

// Whether the record was whole. One that is not held is copied to a temporary file first: it may turn out to be damaged
// at its end, and then the next item says how much of the file that is.
absl::StatusOr<bool> CopyRecord(const WarcRecord& record, WarcRecords* records, const ByteSink& sink,
                                CopyCounts* counts) {
  std::uint64_t size = 0;
  if (record.held) {
    COPYDESK_RETURN_IF_ERROR(records->Copy([&](std::string_view piece) {
      size += piece.size();
      return sink(piece);
    }));
  } else {
    COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<TemporaryFile> file, TemporaryFile::Create(""));
    absl::Status written;
    const absl::Status copied = records->Copy([&](std::string_view piece) {
      written = file->WriteAt(size, piece);
      size += piece.size();
      return written;
    });
    COPYDESK_RETURN_IF_ERROR(written);
    if (absl::IsDataLoss(copied)) return false;
    COPYDESK_RETURN_IF_ERROR(copied);
    std::string piece;
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
      piece.resize(std::min<std::uint64_t>(size - at, BufferedInput::kDefaultStep));
      COPYDESK_RETURN_IF_ERROR(file->ReadAt(at, piece));
      COPYDESK_RETURN_IF_ERROR(sink(piece));
    }
  }
  counts->bytes_in += size;
  counts->bytes_out += size;
  return true;
}

}  // namespace

absl::Status CopyWarc(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                      std::uint64_t max_held, const ByteSink& sink, const std::function<absl::Status()>& end_record,
                      CopyCounts* counts) {
  WarcRecords records(shard->input.get(), max_held);
  std::size_t next = 0;
  while (std::optional<WarcItem> item = records.Next()) {
    if (const auto* const damage = std::get_if<WarcDamage>(&*item)) {
      counts->bytes_in += damage->length;
      counts->damaged += damage->length;
      continue;
    }
    const auto& record = std::get<WarcRecord>(*item);
    const bool removed = next < edits.size() && edits[next].offset == record.offset;
    if (next < edits.size() && edits[next].offset < record.offset) return FileChanged(path, edits[next].offset);
    if (removed) ++next;
    if (removed) {
      counts->bytes_in += record.length;
      continue;
    }
    COPYDESK_ASSIGN_OR_RETURN(const bool whole, CopyRecord(record, &records, sink, counts));
    if (whole) COPYDESK_RETURN_IF_ERROR(end_record());
  }
  return next == edits.size() ? absl::OkStatus() : FileChanged(path, edits[next].offset);
}

}  // namespace copydesk
