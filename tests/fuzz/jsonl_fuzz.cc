// Reads the input as a file of any format but WARC. Beyond not crashing: a plain file of JSON lines gives a record or a
// reject for each line that is not blank; every place lies inside the stream; and the bytes a locator names, read
// alone, give the same record again. The first byte chooses the format and the sizes of the pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "copydesk/reader.h"
#include "read/memory_source.h"
#include "read/open_stream.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kMaxRecordBytes = 4096;

void Require(bool condition) {
  if (!condition) std::abort();
}

struct Records {
  std::vector<Document> documents;
  std::vector<Reject> rejects;
};

Records Read(std::string_view bytes, const ReaderOptions& options, std::size_t step) {
  Records records;
  ReadState state;
  const auto piece = [step] { return step; };
  auto stream = OpenRecordStream("in", std::make_unique<MemorySource>(bytes, piece), options, &state, step);
  if (!stream.ok()) {
    records.rejects.push_back({"in", 0, 0, std::string(stream.status().message())});
    return records;
  }
  while (std::optional<RecordOrReject> next = (*stream)->Next()) {
    if (auto* reject = std::get_if<Reject>(&*next)) {
      records.rejects.push_back(std::move(*reject));
    } else {
      records.documents.push_back(std::get<Document>(*std::move(next)));
    }
  }
  return records;
}

// Up to 1 MiB of it: enough to check places in.
std::string Decompressed(std::string_view bytes) {
  std::uint64_t bytes_out = 0;
  auto input = OpenDecompressed(std::make_unique<MemorySource>(bytes), /*allow_large_window=*/false, &bytes_out);
  Require(input.ok());
  (*input)->Fill(std::size_t{1} << 20);
  return std::string((*input)->data());
}

std::size_t CountLines(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end).find_first_not_of(" \t\r") != std::string_view::npos) ++count;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return count;
}

void CheckPlaces(const Records& records, std::string_view stream, const ReaderOptions& options) {
  for (const Reject& reject : records.rejects) {
    Require(!reject.reason.empty());
    Require(reject.offset <= stream.size() || stream.size() >= (std::size_t{1} << 20));
  }
  for (const Document& document : records.documents) {
    const Locator& place = document.metadata.locator;
    if (place.offset + place.length > (std::size_t{1} << 20)) continue;
    Require(place.offset + place.length <= stream.size());
    const std::string_view slice = stream.substr(place.offset, place.length);
    if (place.line == 0) {
      Require(document.text == slice);
      continue;
    }
    ReaderOptions lines = options;
    lines.format = InputFormat::kJsonLines;
    Records again = Read(slice, lines, BufferedInput::kDefaultStep);
    Require(again.documents.size() == 1 && again.rejects.empty());
    Metadata& metadata = again.documents[0].metadata;
    Require(again.documents[0].text == document.text);
    if (metadata.id == "in:1") metadata.id = document.metadata.id;
    metadata.locator = place;
    Require(metadata == document.metadata);
  }
}

void CheckAll(std::string_view bytes, unsigned choice) {
  ReaderOptions options;
  options.max_record_bytes = kMaxRecordBytes;
  options.format = choice % 4 == 0   ? InputFormat::kAuto
                   : choice % 4 == 1 ? InputFormat::kText
                                     : InputFormat::kJsonLines;
  const Records records = Read(bytes, options, 1 + choice / 4);
  const Records whole = Read(bytes, options, BufferedInput::kDefaultStep);
  Require(records.documents.size() == whole.documents.size());
  Require(records.rejects.size() == whole.rejects.size());
  const std::string stream = Decompressed(bytes);
  if (stream.starts_with("WARC/1.")) return;  // warc_fuzz.cc
  CheckPlaces(whole, stream, options);
  const bool plain = SniffCompression(bytes) == Compression::kNone;
  if (plain && options.format == InputFormat::kJsonLines && !bytes.empty() &&
      UnsupportedFormat(bytes, /*markup=*/false).empty()) {
    Require(records.documents.size() + records.rejects.size() == CountLines(bytes));
  }
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  copydesk::CheckAll(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1), data[0]);
  return 0;
}
