// Exports of stores: whatever line is accepted is written again as a line that gives the same, and a file is read to
// its end or to an error. The first byte chooses the kind of line, a body of a signature that is given its header and
// checksum here, so that mutations get behind them, or a whole file.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "export/export_lines.h"
#include "export/export_reader.h"
#include "read/memory_source.h"
#include "store/encoded_document.h"

namespace copydesk {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

StoreIdentity Identity(bool keep_text) {
  return {.config = {}, .bands = {.bands = 42, .rows = 6}, .keep_text = keep_text};
}

void TryHeader(std::string_view line) {
  const auto header = ParseHeaderLine(line);
  if (!header.ok()) return;
  const auto again = ParseHeaderLine(HeaderLine(*header));
  Require(again.ok() && *again == *header);
}

void TryModel(std::string_view line) {
  const auto chunk = ParseModelLine(line);
  if (!chunk.ok()) return;
  // Names of sections are those of the header.
  if (!CheckSectionName(chunk->section).ok()) return;
  const auto again = ParseModelLine(ModelLine(*chunk));
  Require(again.ok() && *again == *chunk);
}

void TryEnd(std::string_view line) {
  const auto end = ParseEndLine(line);
  if (!end.ok()) return;
  const auto again = ParseEndLine(EndLine(*end));
  Require(again.ok() && *again == *end);
}

void TryDocument(std::string_view line, const StoreIdentity& identity) {
  const auto parsed = ParseDocumentLine(line, identity);
  if (!parsed.ok()) return;
  Require(CheckBlocks(parsed->document.blocks, parsed->text.length).ok());
  const auto written = DocumentLine(*parsed, identity);
  Require(written.ok() && !written->starts_with(kEndStart));
  const auto again = ParseDocumentLine(*written, identity);
  Require(again.ok() && again->document.metadata == parsed->document.metadata && again->text == parsed->text &&
          again->document.text == parsed->document.text && again->document.blocks == parsed->document.blocks &&
          again->document.signatures == parsed->document.signatures);
  Require(*DocumentLine(*again, identity) == *written);
  const auto encoded = MakeEncodedDocument(parsed->document, parsed->text, identity.config.bins, identity.bands);
  Require(encoded.ok() || parsed->document.blocks.size() > 65536);
}

void TrySignature(std::string_view body) {
  const StoreIdentity identity = Identity(true);
  std::string bytes = "CDSG";
  PutFixed32(&bytes, 1);
  PutFixed64(&bytes, identity.config.Fingerprint());
  bytes.append(body);
  PutFixed64(&bytes, Hash64(bytes));
  TryDocument(absl::StrCat(R"({"id":"a","text":"b","blocks":[{"block":"0","role":"main","parts":[[0,1]],"words":1,)",
                           R"("signature":")", absl::Base64Escape(bytes), R"("}]})"),
              identity);
}

void TryFile(std::string_view bytes) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 10;
  const auto reader = ExportReader::Open("file", std::make_unique<MemorySource>(bytes), {.max_line_bytes = kMostBytes});
  if (!reader.ok()) return;
  if (!(*reader)->ReadModel().ok()) return;
  std::uint64_t documents = 0;
  while (true) {
    const auto line = (*reader)->ReadDocumentLine();
    if (!line.ok()) return;
    if (!line->has_value()) break;
    ++documents;
    TryDocument((*line)->text, (*reader)->header().identity);
  }
  Require(documents == (*reader)->header().documents);
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 7) {
    case 0:
      copydesk::TryHeader(bytes);
      break;
    case 1:
      copydesk::TryModel(bytes);
      break;
    case 2:
      copydesk::TryEnd(bytes);
      break;
    case 3:
      copydesk::TryDocument(bytes, copydesk::Identity(true));
      break;
    case 4:
      copydesk::TryDocument(bytes, copydesk::Identity(false));
      break;
    case 5:
      copydesk::TrySignature(bytes);
      break;
    default:
      copydesk::TryFile(bytes);
      break;
  }
  return 0;
}
