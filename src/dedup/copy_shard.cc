#include "dedup/copy_shard.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "dedup/json_cut.h"
#include "dedup/json_walk.h"
#include "read/json_record.h"
#include "read/line_splitter.h"

namespace copydesk {
namespace {

// Of an input that is taken piece by piece.
class Copier {
 public:
  Copier(const std::string& path, BufferedInput* input, const ByteSink& sink, CopyCounts* counts)
      : path_(path), input_(*input), sink_(sink), counts_(*counts) {}

  // Everything before byte `end`.
  absl::Status CopyTo(std::uint64_t end) {
    while (input_.offset() < end) {
      input_.Fill(1);
      const std::string_view bytes = input_.data().substr(0, end - input_.offset());
      if (bytes.empty()) return AtEnd();
      COPYDESK_RETURN_IF_ERROR(Write(bytes));
      Take(bytes.size());
    }
    return absl::OkStatus();
  }

  absl::Status CopyRest() {
    while (input_.Fill(1)) {
      const std::string_view bytes = input_.data();
      COPYDESK_RETURN_IF_ERROR(Write(bytes));
      Take(bytes.size());
    }
    return Damage();
  }

  absl::Status Skip(std::uint64_t length) {
    while (length > 0) {
      if (!input_.Fill(1)) return AtEnd();
      const std::size_t size = std::min<std::uint64_t>(length, input_.data().size());
      Take(size);
      length -= size;
    }
    return absl::OkStatus();
  }

  // LF or CR LF; at the end of the file nothing, or a CR.
  absl::Status SkipLineEnd() {
    input_.Fill(2);
    const std::string_view next = input_.data();
    if (next.starts_with("\r\n")) {
      Take(2);
    } else if (next.starts_with('\n') || next == "\r") {
      Take(1);
    } else if (!next.empty()) {
      return FileChanged(path_, input_.offset());
    }
    return absl::OkStatus();
  }

  // The next bytes in one piece, valid until the next call.
  absl::StatusOr<std::string_view> Peek(std::uint64_t length) {
    if (!input_.Fill(length)) return AtEnd();
    return input_.data().substr(0, length);
  }

  absl::Status Write(std::string_view bytes) {
    counts_.bytes_out += bytes.size();
    return sink_(bytes);
  }

  void Take(std::size_t size) {
    counts_.bytes_in += size;
    input_.Consume(size);
  }

 private:
  absl::Status Damage() const {
    if (input_.status().ok()) return absl::OkStatus();
    return absl::Status(input_.status().code(), absl::StrCat(path_, ": ", input_.status().message()));
  }
  absl::Status AtEnd() const {
    COPYDESK_RETURN_IF_ERROR(Damage());
    return FileChanged(path_, input_.offset());
  }

  const std::string& path_;
  BufferedInput& input_;
  const ByteSink& sink_;
  CopyCounts& counts_;
};

absl::StatusOr<std::string> CutLine(std::string_view line, const std::vector<std::string>& members,
                                    std::span<const TextRange> cuts) {
  for (const std::string& member : members) {
    if (HasJsonMember(line, member)) return CutJsonText(line, member, cuts);
  }
  return absl::DataLossError("has no text");
}

}  // namespace

absl::Status FileChanged(const std::string& path, std::uint64_t offset) {
  return absl::DataLossError(absl::StrCat(path, " at byte ", offset,
                                          ": is not what it was when it was read; run dedup again on files that "
                                          "nothing changes meanwhile"));
}

absl::Status CopyLines(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                       const FieldNames& fields, const ByteSink& sink, CopyCounts* counts) {
  Copier copier(path, shard->input.get(), sink, counts);
  JsonRecordParser parser(fields);
  for (const RecordEdit& edit : edits) {
    COPYDESK_RETURN_IF_ERROR(copier.CopyTo(edit.offset));
    if (edit.removed) {
      COPYDESK_RETURN_IF_ERROR(copier.Skip(edit.length));
      COPYDESK_RETURN_IF_ERROR(copier.SkipLineEnd());
      continue;
    }
    COPYDESK_ASSIGN_OR_RETURN(const std::string_view line, copier.Peek(edit.length));
    absl::StatusOr<std::string> rest = CutLine(line, fields.text, edit.cuts);
    if (!rest.ok()) return FileChanged(path, edit.offset);
    ++counts->changed;
    copier.Take(edit.length);
    const std::size_t size = rest->size();
    rest->append(BufferedInput::kPadding, '\0');
    const absl::StatusOr<Document> document = parser.Parse(std::string_view(*rest).substr(0, size));
    if (!document.ok()) return FileChanged(path, edit.offset);
    if (IsBlank(document->text)) {
      ++counts->emptied;
      COPYDESK_RETURN_IF_ERROR(copier.SkipLineEnd());
    } else {
      COPYDESK_RETURN_IF_ERROR(copier.Write(std::string_view(*rest).substr(0, size)));
    }
  }
  return copier.CopyRest();
}

absl::Status CopyText(const std::string& path, OpenShard* shard, std::span<const RecordEdit> edits,
                      const ByteSink& sink, CopyCounts* counts) {
  if (edits.empty()) return Copier(path, shard->input.get(), sink, counts).CopyRest();
  // What is cut is held until it is known whether anything is left.
  std::string rest;
  const ByteSink hold = [&](std::string_view bytes) {
    rest += bytes;
    return absl::OkStatus();
  };
  CopyCounts held;
  Copier copier(path, shard->input.get(), hold, &held);
  for (const RecordEdit& edit : edits) {
    if (edit.removed) COPYDESK_RETURN_IF_ERROR(copier.Skip(edit.length));
    for (const TextRange& cut : edit.cuts) {
      COPYDESK_RETURN_IF_ERROR(copier.CopyTo(cut.begin));
      COPYDESK_RETURN_IF_ERROR(copier.Skip(cut.end - cut.begin));
    }
    if (!edit.removed) ++counts->changed;
  }
  COPYDESK_RETURN_IF_ERROR(copier.CopyRest());
  counts->bytes_in += held.bytes_in;
  if (IsBlank(rest)) {
    if (!edits.front().removed) ++counts->emptied;
    return absl::OkStatus();
  }
  counts->bytes_out += rest.size();
  return sink(rest);
}

absl::Status AnnotateLines(const std::string& path, OpenShard* shard, const ReaderOptions& options,
                           const std::function<std::string(std::uint64_t offset)>& members, const ByteSink& sink,
                           CopyCounts* counts) {
  BufferedInput& input = *shard->input;
  JsonRecordParser parser(options.fields);
  LineSplitter lines(&input, options.max_record_bytes);
  Line line;
  Copier copier(path, &input, sink, counts);
  const auto write = [&](std::string_view bytes) { return copier.Write(bytes); };
  if (input.Fill(kByteOrderMark.size()) && input.data().starts_with(kByteOrderMark)) {
    COPYDESK_RETURN_IF_ERROR(write(kByteOrderMark));
    input.Consume(kByteOrderMark.size());
  }
  while (lines.Next(&line)) {
    if (line.too_long) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", line.number, ": line longer than ", options.max_record_bytes,
                       " bytes, which --annotate does not pass over; raise --max-record, or split the record"));
    }
    if (parser.Parse(line.bytes).ok()) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string annotated, AddJsonMembers(line.bytes, members(line.offset)));
      COPYDESK_RETURN_IF_ERROR(write(annotated));
    } else {
      COPYDESK_RETURN_IF_ERROR(write(line.bytes));
    }
    COPYDESK_RETURN_IF_ERROR(write(line.line_end));
  }
  counts->bytes_in += input.offset();
  if (input.status().ok()) return absl::OkStatus();
  return absl::Status(input.status().code(), absl::StrCat(path, ": ", input.status().message()));
}

}  // namespace copydesk
