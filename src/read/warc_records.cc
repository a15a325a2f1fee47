#include "read/warc_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::string_view kLineEnds = "\r\n\r\n";  // after the content of a record

// Longer than any version line.
constexpr std::size_t kVersionLine = 32;

// Of stray line ends that some writers add.
constexpr std::size_t kMostLineEnds = 64;

std::string Message(const absl::Status& status) {
  return std::string(status.message().data(), status.message().size());
}

}  // namespace

std::optional<WarcItem> WarcRecords::Next() {
  if (record_.has_value()) {
    if (record_->held) {
      input_->Consume(record_->length);
      record_.reset();
    } else {
      // Fails only by damage, which is kept.
      PassThrough([](std::string_view) { return absl::OkStatus(); }).IgnoreError();
    }
  }
  if (damage_.has_value()) return std::exchange(damage_, std::nullopt);
  if (ended_) return std::nullopt;
  if (!input_->Fill(1)) {
    if (input_->status().ok()) {
      ended_ = true;
      return std::nullopt;
    }
    WarcDamage damage{.offset = input_->offset(), .length = 0, .reason = Message(input_->status())};
    Resume();
    return damage;
  }
  const WarcHeadResult head = ReadHead();
  if (!head.reason.empty()) return Damage(input_->offset(), head.reason, head.bad_from);
  return Hold(head);
}

void WarcRecords::Resume() {
  if (!input_->Resume(kWarcMagic)) ended_ = true;
}

WarcHeadResult WarcRecords::ReadHead() {
  WarcHeadResult result;
  WarcHeadParser parser;
  const auto bad = [&result](std::string reason, std::size_t from) {
    result.reason = std::move(reason);
    result.bad_from = std::max(from, std::size_t{1});
    return result;
  };
  // The first line is short, or none: whatever follows is not looked at.
  const bool filled = input_->Fill(kVersionLine);
  const std::string_view start = input_->data().substr(0, kVersionLine);
  if (!kWarcMagic.starts_with(start.substr(0, kWarcMagic.size())) ||
      (filled && start.find('\n') == std::string_view::npos)) {
    parser.Line({});
    return bad(parser.reason(), 1);
  }
  for (std::size_t begin = 0; true;) {
    std::size_t searched = begin;
    std::size_t end = 0;
    while ((end = input_->data().find('\n', searched)) == std::string_view::npos) {
      searched = input_->data().size();
      if (searched > kMaxWarcHeadBytes) break;
      if (!input_->Fill(searched + 1)) {
        return bad(input_->status().ok() ? "the input ends within a WARC header" : Message(input_->status()), searched);
      }
    }
    if (end > kMaxWarcHeadBytes) {
      return bad(absl::StrCat("WARC header longer than ", kMaxWarcHeadBytes, " bytes; the record was passed over"),
                 begin);
    }
    std::string_view line = input_->data().substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && begin > 0) {
      if (!parser.Finish()) return bad(parser.reason(), end + 1);
      result.head = std::move(parser.head());
      result.size = end + 1;
      return result;
    }
    if (!parser.Line(line)) return bad(parser.reason(), begin);
    begin = end + 1;
  }
}

std::optional<WarcItem> WarcRecords::Hold(const WarcHeadResult& head) {
  const std::uint64_t from = input_->offset();
  const std::uint64_t content = head.head.content_length;
  WarcRecord record{.head = head.head,
                    .offset = from,
                    .header_length = head.size,
                    .length = head.size + content + kLineEnds.size(),
                    .held = content <= max_held_};
  if (!record.held) {
    input_->Fill(head.size + std::min<std::uint64_t>(content, kPeek));
    record_ = record;
    return record;
  }
  const std::size_t end = head.size + content;
  if (!input_->Fill(end)) {
    const std::size_t there = input_->data().size() - head.size;
    return Damage(from,
                  input_->status().ok() ? absl::StrCat("a WARC record that claims ", content, " bytes, of which ",
                                                       there, " are there; fetch the file again")
                                        : Message(input_->status()),
                  head.size);
  }
  const std::optional<std::size_t> line_ends = LineEnds(end);
  if (IsDoubtful(end + line_ends.value_or(0))) return Damage(from, Message(input_->status()), head.size);
  if (!line_ends.has_value()) {
    return Damage(from,
                  absl::StrCat("a WARC record that claims ", content,
                               " bytes, after which no other record begins; its length is wrong"),
                  head.size);
  }
  record.length = end + *line_ends;
  record_ = record;
  return record;
}

bool WarcRecords::IsDoubtful(std::size_t size) {
  // The usual end of a record, and the next one, are no chance.
  const bool ends = input_->data().substr(0, size).ends_with(kLineEnds);
  if (ends && input_->data().substr(size).starts_with(kWarcMagic)) return false;
  // A checksum comes after what it is of.
  input_->Fill(size + kPeek);
  const std::size_t there = input_->data().size();
  return input_->ended() && there - std::min<std::uint64_t>(there, input_->doubtful_bytes()) < size;
}

std::optional<std::size_t> WarcRecords::LineEnds(std::size_t end) {
  std::size_t size = 0;
  while (size < kMostLineEnds && input_->Fill(end + size + 1)) {
    const char c = input_->data()[end + size];
    if (c != '\r' && c != '\n') break;
    ++size;
  }
  input_->Fill(end + size + kWarcMagic.size());
  const std::string_view rest = input_->data().substr(end);
  if (rest.size() == size || rest.substr(size).starts_with(kWarcMagic)) return size;
  if (rest.starts_with(kLineEnds)) return kLineEnds.size();
  return std::nullopt;
}

WarcDamage WarcRecords::Damage(std::uint64_t from, const std::string& reason, std::size_t searched) {
  // Where damaged compression is what ends the record, that is told by this item, and not again by the next.
  const bool told = !input_->status().ok() && reason == Message(input_->status());
  input_->Consume(searched);
  const bool found = SkipToHead();
  WarcDamage damage{.offset = from, .length = input_->offset() - from, .reason = reason};
  if (told) {
    if (found) {
      damage.reason = "a WARC record that claims another one, or is cut off; what is up to the next was passed over";
    } else {
      Resume();
    }
  }
  return damage;
}

bool WarcRecords::SkipToHead() {
  while (true) {
    const std::size_t at = input_->data().find(kWarcMagic);
    if (at == std::string_view::npos) {
      const std::size_t kept = std::min(input_->data().size(), kWarcMagic.size() - 1);
      input_->Consume(input_->data().size() - kept);
      if (input_->Fill(kept + 1)) continue;
      input_->Consume(kept);
      return false;
    }
    input_->Consume(at);
    const WarcHeadResult head = ReadHead();
    if (head.reason.empty()) return true;
    input_->Consume(head.bad_from);
  }
}

std::string_view WarcRecords::bytes() const {
  if (!record_.has_value()) return {};
  const std::string_view window = input_->data();
  if (record_->held) return window.substr(0, record_->length);
  return window.substr(0, record_->header_length + std::min<std::uint64_t>(record_->head.content_length, kPeek));
}

std::string_view WarcRecords::content() const {
  if (!record_.has_value()) return {};
  return bytes().substr(record_->header_length).substr(0, record_->head.content_length);
}

absl::Status WarcRecords::Copy(const Sink& sink) {
  if (!record_.has_value()) return absl::FailedPreconditionError("no record to copy");
  if (!record_->held) return PassThrough(sink);
  absl::Status written = sink(bytes());
  ended_ = ended_ || !written.ok();
  return written;
}

std::size_t WarcRecords::FindHeadAfterEmptyLine() const {
  const std::string_view window = input_->data();
  for (std::size_t at = window.find(kWarcMagic); at != std::string_view::npos; at = window.find(kWarcMagic, at + 1)) {
    const std::string_view before = window.substr(0, at);
    if (before.ends_with("\n\r\n") || before.ends_with("\n\n")) return at;
  }
  return std::string_view::npos;
}

absl::Status WarcRecords::PassThrough(const Sink& sink) {
  const WarcRecord record = *std::exchange(record_, std::nullopt);
  absl::Status written;
  const auto pass = [&](std::size_t size) {
    if (written.ok()) written = sink(input_->data().substr(0, size));
    ended_ = ended_ || !written.ok();
    input_->Consume(size);
  };
  const auto damaged = [&](const std::string& reason) {
    damage_ = Damage(record.offset, reason, 0);
    return absl::DataLossError(reason);
  };
  const std::uint64_t end = record.offset + record.header_length + record.head.content_length;
  constexpr std::size_t kEmptyLine = 4;  // the head's, after which another may begin at once
  pass(record.header_length - kEmptyLine);
  while (input_->offset() < end && written.ok()) {
    // So that a head after an empty line is seen whole, wherever a piece ends.
    constexpr std::size_t kOverlap = 16;
    if (!input_->Fill(kPeek) && input_->data().empty()) {
      return damaged(input_->status().ok()
                         ? absl::StrCat("a WARC record that claims ", record.head.content_length, " bytes, of which ",
                                        record.head.content_length - (end - input_->offset()),
                                        " are there; fetch the file again")
                         : Message(input_->status()));
    }
    const std::uint64_t left = end - input_->offset();
    if (const std::size_t at = FindHeadAfterEmptyLine(); at < left) {
      pass(at);
      const WarcHeadResult head = ReadHead();
      if (head.reason.empty()) {
        return damaged(absl::StrCat("a WARC record that claims ", record.head.content_length,
                                    " bytes, within which another one begins; its length is wrong"));
      }
      pass(std::min<std::uint64_t>(head.bad_from, end - input_->offset()));
      continue;
    }
    const std::size_t size = input_->data().size();
    const bool last = input_->ended() || size >= left;
    pass(std::min<std::uint64_t>(last ? size : size - kOverlap, left));
  }
  if (!written.ok()) return written;
  if (!input_->Fill(kLineEnds.size()) || !input_->data().starts_with(kLineEnds)) {
    return damaged(input_->doubtful_bytes() > 0
                       ? Message(input_->status())
                       : absl::StrCat("a WARC record that claims ", record.head.content_length,
                                      " bytes, after which no empty line follows; its length is wrong"));
  }
  pass(kLineEnds.size());
  if (!input_->Fill(1) && input_->doubtful_bytes() > 0) return damaged(Message(input_->status()));
  return written;
}

}  // namespace copydesk
