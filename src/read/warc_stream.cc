#include "read/warc_stream.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8_reader.h"
#include "read/charset.h"
#include "read/content_coding.h"
#include "read/http_message.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

using MaybeDocument = std::optional<Document>;

// What a payload of this media type is read as, if at all.
std::optional<ContentType> TypeOf(std::string_view name) {
  if (name == "text/html" || name == "application/xhtml+xml" || name == "application/vnd.wap.xhtml+xml") {
    return ContentType::kHtml;
  }
  if (name == "text/plain") return ContentType::kText;
  return std::nullopt;
}

bool IsHttpMessage(std::string_view content_type) {
  return content_type.empty() || absl::StartsWithIgnoreCase(ToAbsl(content_type), "application/http");
}

// Whether a payload is compressed or of a format that is no text, whatever it is said to be.
bool IsOfOtherFormat(std::string_view bytes) {
  const bool utf16 = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
  return SniffCompression(bytes) != Compression::kNone ||
         (!utf16 && !UnsupportedFormat(bytes, /*markup=*/false).empty());
}

// Now and then a page has a NUL in it; what has many is no text.
bool IsBinary(std::string_view text) {
  const auto nuls = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
  return nuls > text.size() / 1000 + 1;
}

std::string WithoutNul(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (true) {
    const std::size_t nul = text.find('\0');
    clean.append(text.substr(0, nul));
    if (nul == std::string_view::npos) return clean;
    clean.append(kReplacementCharacter);
    text.remove_prefix(nul + 1);
  }
}

}  // namespace

WarcStream::WarcStream(std::string file, std::unique_ptr<BufferedInput> input, const ReaderOptions& options,
                       ReadState* state, std::uint64_t stored_before, const ExpansionLimit& limit)
    : file_(std::move(file)),
      input_(std::move(input)),
      max_record_bytes_(options.max_record_bytes),
      on_revisit_(options.on_revisit),
      state_(state),
      stored_before_(stored_before),
      limit_(limit),
      records_(input_.get(), max_record_bytes_) {}

std::optional<RecordOrReject> WarcStream::Next() {
  while (std::optional<WarcItem> item = records_.Next()) {
    if (auto* damage = std::get_if<WarcDamage>(&*item)) {
      return Reject{file_, 0, damage->offset, std::move(damage->reason)};
    }
    const auto& record = std::get<WarcRecord>(*item);
    absl::StatusOr<std::optional<Document>> read = Read(record);
    if (!read.ok()) return Reject{file_, 0, record.offset, std::string(read.status().message())};
    if (read->has_value()) return **std::move(read);
  }
  return std::nullopt;
}

absl::StatusOr<MaybeDocument> WarcStream::Read(const WarcRecord& record) {
  const WarcHead& head = record.head;
  const bool whole =
      head.type == WarcType::kResponse || head.type == WarcType::kResource || head.type == WarcType::kConversion;
  if (head.type == WarcType::kContinuation || (whole && !head.segment_number.empty())) {
    return absl::UnimplementedError("a segment of a WARC record that was split, which is not read; join it first");
  }
  if (head.type == WarcType::kRevisit) {
    TellOfRevisit(record);
    return std::nullopt;
  }
  absl::StatusOr<MaybeDocument> read = std::nullopt;
  if (head.type == WarcType::kResponse && IsHttpMessage(head.content_type)) {
    read = ReadResponse(record);
  } else if (head.type == WarcType::kResource || head.type == WarcType::kConversion) {
    read = ReadPayload(record, {.bytes = records_.content(), .content_type = head.content_type, .codings = {}});
  }
  if (!read.ok()) return read;
  if (read->has_value()) {
    state_->payloads.Add(head, (*read)->metadata.id);
  } else {
    ++state_->counts.passed_over;
  }
  return read;
}

absl::StatusOr<MaybeDocument> WarcStream::ReadResponse(const WarcRecord& record) {
  const std::string_view content = records_.content();
  absl::StatusOr<HttpHead> http = ParseHttpHead(content);
  if (!http.ok()) return http.status();
  if (http->status < 200 || http->status > 299) return std::nullopt;
  return ReadPayload(record, {.bytes = content.substr(http->size),
                              .content_type = http->content_type,
                              .codings = http->content_encoding,
                              .chunked = IsChunked(*http)});
}

absl::StatusOr<MaybeDocument> WarcStream::ReadPayload(const WarcRecord& record, Payload payload) {
  MediaType media = ParseMediaType(payload.content_type);
  if (media.name.empty()) media.name = ParseMediaType(record.head.payload_type).name;
  std::optional<ContentType> type = TypeOf(media.name);
  if (!type.has_value() && !media.name.empty()) return std::nullopt;
  if (!record.held) {
    // Without a type, its first bytes are what is there to look at.
    if (!type.has_value() && SniffText({}, payload.bytes) != InputFormat::kHtml) return std::nullopt;
    return absl::ResourceExhaustedError(
        absl::StrCat("a WARC record longer than ", max_record_bytes_, " bytes; raise --max-record to read it"));
  }
  if (payload.chunked) payload.bytes = JoinChunks(payload.bytes, &joined_);
  const std::uint64_t most = MostDecoded();
  COPYDESK_ASSIGN_OR_RETURN(payload.bytes, DecodeContent(payload.bytes, payload.codings, most, &decoded_));
  if (payload.bytes.data() == decoded_.data()) decoded_bytes_ += payload.bytes.size();
  if (IsOfOtherFormat(payload.bytes)) return std::nullopt;
  if (!type.has_value()) {
    if (SniffText({}, payload.bytes.substr(0, kSniffBytes)) != InputFormat::kHtml) return std::nullopt;
    type = ContentType::kHtml;
  }
  std::string mended;
  std::string_view text = ToUtf8(payload.bytes, media.charset, *type, &converted_);
  text = MendUtf8(text, &mended);
  if (text.empty() || IsBinary(text)) return std::nullopt;

  Document document;
  document.type = *type;
  if (text.find('\0') != std::string_view::npos) {
    document.text = WithoutNul(text);
  } else if (text.data() == converted_.data()) {
    document.text = std::exchange(converted_, {});
  } else {
    document.text = text;
  }
  document.payload_digest = record.head.payload_digest;
  document.metadata.id = IdOf(record);
  document.metadata.url = record.head.target_uri;
  document.metadata.seen = record.head.date;
  document.metadata.locator = Place(record);
  return document;
}

// A record may decode to as much as any record may have, all together to what an input may be decompressed to.
std::uint64_t WarcStream::MostDecoded() const {
  const std::uint64_t stored = state_->counts.bytes_in - stored_before_;
  const std::uint64_t all = std::max(limit_.free_bytes, stored * limit_.ratio);
  return std::min(max_record_bytes_, all - std::min(all, decoded_bytes_));
}

void WarcStream::TellOfRevisit(const WarcRecord& record) {
  Revisit revisit{.id = IdOf(record),
                  .url = record.head.target_uri,
                  .payload_digest = record.head.payload_digest,
                  .refers_to = state_->payloads.Find(record.head),
                  .known = false,
                  .locator = Place(record)};
  revisit.known = !revisit.refers_to.empty();
  if (!revisit.known) revisit.refers_to = record.head.refers_to;
  ++state_->counts.revisits;
  if (revisit.known) ++state_->counts.revisits_known;
  if (on_revisit_) on_revisit_(revisit);
}

Locator WarcStream::Place(const WarcRecord& record) const {
  return {.file = file_, .line = 0, .offset = record.offset, .length = record.length};
}

std::string WarcStream::IdOf(const WarcRecord& record) const {
  return record.head.id.empty() ? absl::StrCat(file_, ":", record.offset) : record.head.id;
}

}  // namespace copydesk
