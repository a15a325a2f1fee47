#include "read/warc_testing.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <variant>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/memory_source.h"
#include "read/open_stream.h"
#include "read/testing.h"

namespace copydesk {

std::string WarcRecordBytes(const std::string& type, const std::string& id, std::string_view content,
                            const Fields& fields) {
  std::string bytes = absl::StrCat("WARC/1.0\r\nWARC-Type: ", type, "\r\n");
  if (!id.empty()) absl::StrAppend(&bytes, "WARC-Record-ID: <", id, ">\r\n");
  for (const auto& [name, value] : fields) absl::StrAppend(&bytes, name, ": ", value, "\r\n");
  absl::StrAppend(&bytes, "Content-Length: ", content.size(), "\r\n\r\n", ToAbsl(content), "\r\n\r\n");
  return bytes;
}

std::string HttpResponse(std::string_view body, const std::string& content_type, const Fields& fields,
                         const std::string& status) {
  std::string bytes = absl::StrCat(status, "\r\n");
  if (!content_type.empty()) absl::StrAppend(&bytes, "Content-Type: ", content_type, "\r\n");
  for (const auto& [name, value] : fields) absl::StrAppend(&bytes, name, ": ", value, "\r\n");
  absl::StrAppend(&bytes, "\r\n", ToAbsl(body));
  return bytes;
}

std::string ResponseRecord(const std::string& id, std::string_view http, Fields fields) {
  fields.emplace_back("WARC-Target-URI", "http://example.org/" + id);
  fields.emplace_back("WARC-Date", "2020-01-02T03:04:05Z");
  fields.emplace_back("Content-Type", "application/http; msgtype=response");
  return WarcRecordBytes("response", id, http, fields);
}

std::string Chunked(std::string_view text, std::size_t chunk) {
  std::string bytes;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, chunk);
    absl::StrAppend(&bytes, absl::Hex(piece.size()), "\r\n", ToAbsl(piece), "\r\n");
    text.remove_prefix(piece.size());
  }
  return bytes + "0\r\n\r\n";
}

std::vector<Packing> Packings() {
  const auto join = [](const std::function<std::string(std::string_view)>& each,
                       const std::function<std::string(std::string_view)>& all) {
    return [each, all](const std::vector<std::string>& records) {
      std::string bytes;
      for (const std::string& record : records) bytes += each(record);
      return all(bytes);
    };
  };
  const auto plain = [](std::string_view bytes) { return std::string(bytes); };
  const auto zstd = [](std::string_view bytes) { return Zstd(bytes); };
  return {{"plain", join(plain, plain), false},
          {"gzip_by_record", join(&Gzip, plain), true},
          {"gzip", join(plain, &Gzip), false},
          {"zstd_by_record", join(zstd, plain), true},
          {"zstd", join(plain, zstd), false}};
}

Walk WalkWarc(std::string_view stored, std::uint64_t max_held, std::size_t step) {
  Walk walk;
  std::uint64_t count = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(stored), false, &count, step);
  EXPECT_TRUE(input.ok());
  WarcRecords records(input->get(), max_held);
  // The item given last, until it is known whether it is a record or its damage.
  std::optional<WarcRecord> open;
  std::string bytes;
  const auto close = [&] {
    if (!open.has_value()) return;
    walk.has_no_gap = walk.has_no_gap && open->offset == walk.end && open->length == bytes.size();
    walk.end += open->length;
    walk.records.push_back(*open);
    walk.bytes.push_back(bytes);
    open.reset();
  };
  while (std::optional<WarcItem> item = records.Next()) {
    if (const auto* record = std::get_if<WarcRecord>(&*item)) {
      close();
      open = *record;
      if (record->held) {
        EXPECT_EQ(records.content().size(), record->head.content_length);
        EXPECT_EQ(records.bytes().size(), record->length);
      }
      bytes.clear();
      const absl::Status copied = records.Copy([&bytes](std::string_view piece) {
        absl::StrAppend(&bytes, ToAbsl(piece));
        return absl::OkStatus();
      });
      EXPECT_TRUE(copied.ok() || !record->held);
      if (!copied.ok()) open.reset();  // the next item is the damage
      continue;
    }
    close();
    const auto& damage = std::get<WarcDamage>(*item);
    EXPECT_NE(damage.reason, "");
    walk.has_no_gap = walk.has_no_gap && damage.offset == walk.end;
    walk.end += damage.length;
    walk.damages.push_back(damage);
  }
  close();
  EXPECT_FALSE(records.Next().has_value());
  EXPECT_EQ(walk.end, count);
  return walk;
}

std::vector<std::string> Ids(const Walk& walk) {
  std::vector<std::string> ids;
  for (const WarcRecord& record : walk.records) ids.push_back(record.head.id);
  return ids;
}

std::string RandomContent(std::size_t size, std::mt19937* random) {
  // Nothing that is a whole head.
  constexpr std::array<std::string_view, 7> kPieces = {
      "\r\n\r\n", "WARC/1.",      "\r\n\r\nWARC/1.0\r\n", "\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n",
      "\n\n",     "\x1f\x8b\x08", "\x28\xb5\x2f\xfd"};
  std::string content;
  while (content.size() < size) {
    if ((*random)() % 20 == 0) {
      content += kPieces[(*random)() % kPieces.size()];
    } else {
      content.push_back(static_cast<char>((*random)() % ((*random)() % 2 == 0 ? 256 : 16)));
    }
  }
  content.resize(size);
  return content;
}

}  // namespace copydesk
