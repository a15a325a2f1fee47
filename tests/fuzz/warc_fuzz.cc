// Reads the input as a WARC file, compressed or not. Beyond not crashing: records and damages cover the stream without
// a gap, whatever the pieces that it is read in and whether records are held; the bytes of a record, read alone, are
// the same record; documents are UTF-8, and of records of the walk. The first byte chooses the sizes of the pieces.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/utf8.h"
#include "copydesk/reader.h"
#include "read/charset.h"
#include "read/memory_source.h"
#include "read/open_stream.h"
#include "read/warc_records.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kHeld = 2000;

void Require(bool condition) {
  if (!condition) std::abort();
}

struct Item {
  std::uint64_t offset = 0;
  std::string bytes;  // of a record
  bool is_record = false;
  bool held = false;

  friend bool operator==(const Item&, const Item&) = default;
};

std::vector<Item> Walk(std::string_view stored, std::uint64_t max_held, std::size_t step) {
  std::uint64_t bytes_out = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(stored), /*allow_large_window=*/false, &bytes_out, step);
  Require(input.ok());
  WarcRecords records(input->get(), max_held);
  std::vector<Item> items;
  std::uint64_t end = 0;
  while (std::optional<WarcItem> next = records.Next()) {
    Item item;
    if (const auto* damage = std::get_if<WarcDamage>(&*next)) {
      Require(!damage->reason.empty() && damage->offset == end);
      end += damage->length;
      item.offset = damage->offset;
    } else {
      const auto& record = std::get<WarcRecord>(*next);
      Require(record.offset == end && record.held == (record.head.content_length <= max_held));
      if (record.held) Require(records.content().size() == record.head.content_length);
      const absl::Status copied = records.Copy([&item](std::string_view piece) {
        item.bytes += piece;
        return absl::OkStatus();
      });
      if (!copied.ok()) {
        Require(!record.held);
        continue;  // its damage is next
      }
      Require(item.bytes.size() == record.length);
      end += record.length;
      item.offset = record.offset;
      item.is_record = true;
      item.held = record.held;
    }
    items.push_back(std::move(item));
  }
  Require(end == bytes_out);
  return items;
}

struct Read {
  std::vector<Document> documents;
  std::vector<Reject> rejects;
};

Read ReadAll(std::string_view stored, std::size_t step) {
  Read read;
  ReadState state;
  ReaderOptions options;
  options.format = InputFormat::kWarc;
  options.max_record_bytes = kHeld;
  auto stream = OpenRecordStream("in", std::make_unique<MemorySource>(stored), options, &state, step);
  if (!stream.ok()) return read;
  while (std::optional<RecordOrReject> next = (*stream)->Next()) {
    if (auto* reject = std::get_if<Reject>(&*next)) {
      read.rejects.push_back(std::move(*reject));
    } else {
      read.documents.push_back(std::get<Document>(*std::move(next)));
    }
  }
  return read;
}

void CheckAll(std::string_view stored, std::size_t step) {
  const std::vector<Item> items = Walk(stored, kHeld, BufferedInput::kDefaultStep);
  Require(Walk(stored, kHeld, step) == items);
  (void)Walk(stored, 0, step);

  std::set<std::pair<std::uint64_t, std::uint64_t>> places;
  for (const Item& item : items) {
    if (!item.is_record) continue;
    places.emplace(item.offset, item.bytes.size());
    const std::vector<Item> alone = Walk(item.bytes, kHeld, BufferedInput::kDefaultStep);
    Require(alone.size() == 1 && alone[0].is_record && alone[0].bytes == item.bytes);
  }
  const Read read = ReadAll(stored, BufferedInput::kDefaultStep);
  for (const Document& document : read.documents) {
    const Locator& place = document.metadata.locator;
    Require(places.contains({place.offset, place.length}));
    Require(!document.text.empty() && !document.metadata.id.empty());
    Require(IsUtf8(document.text) && document.text.find('\0') == std::string::npos);
  }
  const Read again = ReadAll(stored, step);
  Require(again.rejects == read.rejects && again.documents.size() == read.documents.size());
  for (std::size_t i = 0; i < read.documents.size(); ++i) {
    Require(again.documents[i].text == read.documents[i].text);
    Require(again.documents[i].metadata == read.documents[i].metadata);
  }
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  copydesk::CheckAll(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1), 1 + data[0]);
  return 0;
}
