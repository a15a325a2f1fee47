#include "dedup/verify_bytes.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "dedup/json_walk.h"
#include "read/line_splitter.h"
#include "read/warc_records.h"

namespace copydesk {
namespace {

using ParsedJson = nlohmann::json;

// `text` without the bytes of `cuts`; nothing when they are not in it.
std::optional<std::string> Without(std::string_view text, const std::vector<TextRange>& cuts) {
  std::string rest;
  std::size_t from = 0;
  for (const TextRange& cut : cuts) {
    if (cut.begin < from || cut.end > text.size()) return std::nullopt;
    rest += text.substr(from, cut.begin - from);
    from = cut.end;
  }
  rest += text.substr(from);
  return rest;
}

class ByteVerifier {
 public:
  ByteVerifier(const VerifyOptions& options, const Shard& shard, std::span<const RecordEdit> edits,
               const std::function<bool(std::uint64_t)>& is_removed, Problems* problems, VerifyReport* report)
      : options_(options),
        shard_(shard),
        edits_(edits),
        is_removed_(is_removed),
        problems_(*problems),
        report_(*report) {}

  absl::Status Verify() {
    COPYDESK_ASSIGN_OR_RETURN(OpenShard input, OpenShardInput(shard_.input, options_.reader));
    if (input.format == ShardFormat::kUnknown) return absl::OkStatus();
    std::error_code error;
    const bool exists = std::filesystem::exists(shard_.output, error);
    std::optional<OpenShard> output;
    if (exists) {
      absl::StatusOr<OpenShard> opened = OpenShardInput(shard_.output, options_.reader);
      if (!opened.ok()) {
        Wrong(absl::StrCat(shard_.output, ": ", opened.status().message()));
        return absl::OkStatus();
      }
      output = *std::move(opened);
    }
    if (!exists && input.format != ShardFormat::kWhole) {
      Wrong(absl::StrCat(shard_.output, ": is not there, and ", shard_.input, " is not gone"));
      return absl::OkStatus();
    }
    if (input.format == ShardFormat::kWhole) {
      VerifyText(&input, output.has_value() ? &*output : nullptr);
    } else if (input.format == ShardFormat::kLines) {
      VerifyLines(&input, &*output);
    } else {
      VerifyWarc(&input, &*output);
    }
    report_.bytes_in += *input.bytes;
    if (output.has_value()) report_.bytes_kept += *output->bytes;
    return absl::OkStatus();
  }

 private:
  void Wrong(std::string problem) { problems_.Add(std::move(problem)); }

  const RecordEdit* EditAt(std::uint64_t offset) {
    while (next_ < edits_.size() && edits_[next_].offset < offset) Unmatched(edits_[next_++]);
    return next_ < edits_.size() && edits_[next_].offset == offset ? &edits_[next_++] : nullptr;
  }

  void Unmatched(const RecordEdit& edit) {
    Wrong(
        absl::StrCat(shard_.input, ": the certificate removes a record at byte ", edit.offset, ", where none begins"));
  }

  void AllMatched() {
    while (next_ < edits_.size()) Unmatched(edits_[next_++]);
  }

  void VerifyLines(OpenShard* input, OpenShard* output) {
    LineSplitter in(input->input.get(), options_.reader.max_record_bytes);
    LineSplitter out(output->input.get(), options_.reader.max_record_bytes);
    Line line;
    Line written;
    bool has_written = out.Next(&written);
    while (in.Next(&line)) {
      // A byte order mark belongs to no record.
      const bool marked = line.offset == 0 && line.bytes.starts_with(kByteOrderMark);
      const RecordEdit* const edit = EditAt(line.offset + (marked ? kByteOrderMark.size() : 0));
      if (edit != nullptr && edit->removed && !options_.annotated) {
        if (edit->length + (marked ? kByteOrderMark.size() : 0) != line.bytes.size()) {
          Wrong(absl::StrCat(shard_.input, ":", line.number, ": the certificate gives another length"));
        }
        continue;
      }
      if (edit != nullptr && !options_.annotated && IsEmptied(line, *edit)) continue;
      if (!has_written) {
        return Wrong(absl::StrCat(shard_.input, ":", line.number, ": is missing from ", shard_.output));
      }
      if (!IsWrittenAs(line, edit, written)) {
        return Wrong(absl::StrCat(shard_.output, ":", written.number, ": is not line ", line.number, " of ",
                                  shard_.input, ", which the certificate does not remove"));
      }
      has_written = out.Next(&written);
    }
    AllMatched();
    if (has_written) Wrong(absl::StrCat(shard_.output, ":", written.number, ": is no line of ", shard_.input));
    for (const OpenShard* const shard : {input, output}) {
      if (!shard->input->status().ok()) {
        Wrong(absl::StrCat(shard == input ? shard_.input : shard_.output, ": ", shard->input->status().message()));
      }
    }
  }

  // The text of a line, and which member holds it.
  std::optional<std::pair<ParsedJson, std::string>> TextMember(std::string_view line) const {
    ParsedJson json = ParsedJson::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) return std::nullopt;
    for (const std::string& name : options_.reader.fields.text) {
      if (json.contains(name) && json[name].is_string()) return std::pair(std::move(json), name);
    }
    return std::nullopt;
  }

  // Whether the cuts leave nothing of the text, so that the record goes.
  bool IsEmptied(const Line& line, const RecordEdit& edit) const {
    const auto member = TextMember(line.bytes);
    if (!member.has_value()) return false;
    const auto rest = Without(member->first[member->second].get_ref<const std::string&>(), edit.cuts);
    return rest.has_value() && IsBlank(*rest);
  }

  bool IsWrittenAs(const Line& line, const RecordEdit* edit, const Line& written) const {
    if (options_.annotated) return IsAnnotated(line, written);
    if (line.line_end != written.line_end) return false;
    if (edit == nullptr) return line.bytes == written.bytes && line.too_long == written.too_long;
    auto member = TextMember(line.bytes);
    const auto other = TextMember(written.bytes);
    if (!member.has_value() || !other.has_value()) return false;
    ParsedJson& text = member->first[member->second];
    const auto rest = Without(text.get_ref<const std::string&>(), edit->cuts);
    if (!rest.has_value()) return false;
    text = *rest;
    return member->first == other->first;
  }

  bool IsAnnotated(const Line& line, const Line& written) const {
    if (line.bytes == written.bytes) return !TextMember(line.bytes).has_value();
    ParsedJson json =
        ParsedJson::parse(written.bytes.begin(), written.bytes.end(), nullptr, /*allow_exceptions=*/false);
    const ParsedJson before =
        ParsedJson::parse(line.bytes.begin(), line.bytes.end(), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("copydesk_keep")) return false;
    const bool keep = json["copydesk_keep"] == true;
    for (const char* name : {"copydesk_cluster", "copydesk_size", "copydesk_keep"}) json.erase(name);
    return json == before && keep != is_removed_(line.offset);
  }

  void VerifyText(OpenShard* input, OpenShard* output) {
    input->input->Fill(options_.reader.max_record_bytes + 1);
    const std::string_view text = input->input->data();
    const RecordEdit* const edit = EditAt(0);
    AllMatched();
    std::optional<std::string> rest(text);
    if (edit != nullptr) rest = edit->removed ? std::string() : Without(text, edit->cuts);
    if (!rest.has_value()) return Wrong(absl::StrCat(shard_.input, ": is shorter than what the certificate removes"));
    const bool gone = edit != nullptr && IsBlank(*rest);
    if (gone != (output == nullptr)) {
      return Wrong(gone ? absl::StrCat(shard_.output, ": is there, though nothing of its text is left")
                        : absl::StrCat(shard_.output, ": is not there, and its text is not gone"));
    }
    if (output == nullptr) return;
    output->input->Fill(options_.reader.max_record_bytes + 1);
    if (output->input->data() != *rest) {
      Wrong(absl::StrCat(shard_.output, ": is not ", shard_.input, " without what the certificate removes"));
    }
  }

  // The hash of a record's bytes; nothing for what is no whole record.
  static std::optional<Hash128> HashOf(WarcRecords* records, const WarcItem& item) {
    const auto* const record = std::get_if<WarcRecord>(&item);
    if (record == nullptr) return std::nullopt;
    if (record->held) return HashBytes128(records->bytes());
    Hash128 hash;
    const absl::Status copied = records->Copy([&](std::string_view piece) {
      const Hash128 next = HashBytes128(piece);
      hash = HashWords128(std::array{hash.high, hash.low, next.high, next.low});
      return absl::OkStatus();
    });
    return copied.ok() ? std::optional(hash) : std::nullopt;
  }

  void VerifyWarc(OpenShard* input, OpenShard* output) {
    WarcRecords in(input->input.get(), options_.reader.max_record_bytes);
    WarcRecords out(output->input.get(), options_.reader.max_record_bytes);
    while (const std::optional<WarcItem> item = in.Next()) {
      const auto* const record = std::get_if<WarcRecord>(&*item);
      if (record == nullptr) continue;
      const RecordEdit* const edit = EditAt(record->offset);
      if (edit != nullptr) continue;
      const std::optional<Hash128> hash = HashOf(&in, *item);
      if (!hash.has_value()) continue;
      const std::optional<WarcItem> written = out.Next();
      if (!written.has_value() || HashOf(&out, *written) != hash) {
        return Wrong(absl::StrCat(shard_.output, ": the record at byte ", record->offset, " of ", shard_.input,
                                  ", which the certificate does not remove, is missing or another"));
      }
    }
    AllMatched();
    if (out.Next().has_value()) Wrong(absl::StrCat(shard_.output, ": has records that ", shard_.input, " has not"));
  }

  const VerifyOptions& options_;
  const Shard& shard_;
  const std::span<const RecordEdit> edits_;
  const std::function<bool(std::uint64_t)>& is_removed_;
  Problems& problems_;
  VerifyReport& report_;
  std::size_t next_ = 0;  // of edits_
};

}  // namespace

absl::Status VerifyBytes(const VerifyOptions& options, const Shard& shard, std::span<const RecordEdit> edits,
                         const std::function<bool(std::uint64_t offset)>& is_removed, Problems* problems,
                         VerifyReport* report) {
  return ByteVerifier(options, shard, edits, is_removed, problems, report).Verify();
}

}  // namespace copydesk
