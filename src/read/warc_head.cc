#include "read/warc_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/header_fields.h"

namespace copydesk {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kTypes = std::to_array<std::pair<std::string_view, WarcType>>({
    {"warcinfo"sv, WarcType::kWarcinfo},
    {"response"sv, WarcType::kResponse},
    {"resource"sv, WarcType::kResource},
    {"request"sv, WarcType::kRequest},
    {"metadata"sv, WarcType::kMetadata},
    {"revisit"sv, WarcType::kRevisit},
    {"conversion"sv, WarcType::kConversion},
    {"continuation"sv, WarcType::kContinuation},
});

struct Member {
  std::string_view name;
  std::string WarcHead::*field;
  bool bracketed;
};

constexpr auto kMembers = std::to_array<Member>({
    {"WARC-Record-ID"sv, &WarcHead::id, true},
    {"WARC-Target-URI"sv, &WarcHead::target_uri, true},
    {"WARC-Date"sv, &WarcHead::date, false},
    {"Content-Type"sv, &WarcHead::content_type, false},
    {"WARC-Identified-Payload-Type"sv, &WarcHead::payload_type, false},
    {"WARC-Payload-Digest"sv, &WarcHead::payload_digest, false},
    {"WARC-Refers-To"sv, &WarcHead::refers_to, true},
    {"WARC-Refers-To-Target-URI"sv, &WarcHead::refers_to_uri, true},
    {"WARC-Refers-To-Date"sv, &WarcHead::refers_to_date, false},
    {"WARC-Segment-Number"sv, &WarcHead::segment_number, false},
});

bool IsVersion(std::string_view line) {
  if (!line.starts_with(kWarcMagic)) return false;
  line.remove_prefix(kWarcMagic.size());
  const std::string_view digits = line.substr(0, line.find_last_not_of(" \t") + 1);
  return !digits.empty() && digits.size() <= 3 && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool WarcHeadParser::Refuse(std::string reason) {
  reason_ = std::move(reason);
  return false;
}

bool WarcHeadParser::Line(std::string_view line) {
  if (lines_++ == 0) {
    return IsVersion(line) || Refuse("no WARC record begins here; what is up to the next one was passed over");
  }
  // A head that was cut off in the middle of a line.
  if (const std::size_t at = line.find(kWarcMagic); at != std::string_view::npos && IsVersion(line.substr(at))) {
    return Refuse("a WARC header within which another begins; the record was passed over");
  }
  if (lines_ > kMaxWarcHeadLines) {
    return Refuse(absl::StrCat("WARC header of more than ", kMaxWarcHeadLines, " lines; the record was passed over"));
  }
  if (line.starts_with(' ') || line.starts_with('\t')) {
    if (last_ != nullptr) absl::StrAppend(last_, last_->empty() ? "" : " ", ToAbsl(TrimField(line)));
    return true;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, std::min(colon, line.size()));
  if (colon == std::string_view::npos || name.empty() || name.find_first_of(" \t") != std::string_view::npos) {
    return Refuse("a line in a WARC header that is no \"name: value\"; the record was passed over");
  }
  return Field(name, TrimField(line.substr(colon + 1)));
}

bool WarcHeadParser::Field(std::string_view name, std::string_view value) {
  last_ = nullptr;
  if (IsNamed(name, "WARC-Type")) return Type(value);
  if (IsNamed(name, "Content-Length")) return Length(value);
  for (const Member& member : kMembers) {
    if (!IsNamed(name, member.name)) continue;
    std::string& field = head_.*member.field;
    if (!field.empty()) return true;
    if (member.bracketed && value.starts_with('<') && value.ends_with('>')) {
      value = value.substr(1, value.size() - 2);
    }
    field = value;
    last_ = &field;
    return true;
  }
  return true;
}

bool WarcHeadParser::Type(std::string_view value) {
  if (has_type_) return true;
  has_type_ = true;
  for (const auto& [name, type] : kTypes) {
    if (IsNamed(value, name)) head_.type = type;
  }
  return true;
}

bool WarcHeadParser::Length(std::string_view value) {
  if (length_.has_value()) {
    return *length_ == value || Refuse("a WARC header with two lengths; the record was passed over");
  }
  length_ = value;
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;  // so that sums of it do not overflow
  const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits && absl::SimpleAtoi(ToAbsl(value), &head_.content_length) && head_.content_length <= kMost) return true;
  return Refuse("a WARC Content-Length that is no number of bytes; the record was passed over");
}

bool WarcHeadParser::Finish() {
  if (!has_type_) return Refuse("a WARC header without WARC-Type; the record was passed over");
  if (!length_.has_value()) return Refuse("a WARC header without Content-Length; the record was passed over");
  return true;
}

}  // namespace copydesk
