// Any bytes, as a page of text and as one of HTML: blocks whose parts are sound, the same twice, and text that stays as
// it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "base/printed_time.h"
#include "base/utf8_reader.h"
#include "copydesk/page.h"
#include "page/stamp.h"
#include "page/web_address.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

bool AreSound(const copydesk::Block& block, std::size_t size) {
  std::uint32_t end = 0;
  for (const copydesk::TextRange& part : block.parts) {
    if (part.begin < end || part.end < part.begin || part.end > size) return false;
    if (part.begin == part.end && size > 0) return false;
    end = part.end;
  }
  return block.source_parts.empty() || block.source_parts.size() == block.parts.size();
}

bool IsCleanUtf8(std::string_view text, std::size_t limit) {
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    at += copydesk::ReadUtf8(text, at, &c);
    if (c == copydesk::kIllFormed || c < 0x20) return false;
  }
  return text.size() <= limit;
}

// What pages say of themselves is bounded and harmless, whatever they are.
void CheckMetadata(const copydesk::PageMetadata& metadata) {
  constexpr std::size_t kName = 512;
  constexpr std::size_t kTitle = 1024;
  constexpr std::size_t kAddress = 2048;
  Require(IsCleanUtf8(metadata.title, kTitle));
  for (const std::string* const value :
       {&metadata.byline, &metadata.dateline, &metadata.site_name, &metadata.language}) {
    Require(IsCleanUtf8(*value, kName));
  }
  for (const std::string* const time : {&metadata.published, &metadata.modified}) {
    Require(time->empty() || copydesk::ParseTime(*time).has_value());
  }
  const std::string& address = metadata.canonical_url;
  Require(IsCleanUtf8(address, kAddress));
  Require(address.empty() || !copydesk::HostOf(address).empty());
  Require(metadata.statements.size() <= 32);
  for (const copydesk::SourceStatement& statement : metadata.statements) {
    Require(!statement.value.empty() && IsCleanUtf8(statement.value, kAddress));
    Require(!copydesk::StatementKindName(statement.kind).empty());
  }
}

void CheckPage(std::string_view bytes, copydesk::ContentType type) {
  copydesk::Document document;
  document.metadata.url = "http://post.example/news/";
  document.text = bytes;
  document.type = type;
  const absl::StatusOr<copydesk::Page> page = copydesk::SplitPage(document);
  Require(page.ok());
  if (type == copydesk::ContentType::kText) Require(page->text == bytes);
  std::set<std::string> names;
  bool comparable = false;
  for (const copydesk::Block& block : page->blocks) {
    Require(names.insert(block.name).second);
    Require(block.parent.empty() || names.contains(block.parent));
    Require(AreSound(block, page->text.size()));
    for (const copydesk::TextRange& source : block.source_parts) {
      Require(source.begin <= source.end && source.end <= bytes.size());
    }
    comparable = comparable || block.role != copydesk::BlockRole::kFurniture;
  }
  Require(comparable);
  CheckMetadata(page->metadata);
  const absl::StatusOr<copydesk::Page> again = copydesk::SplitPage(document);
  Require(again.ok() && again->blocks == page->blocks && again->metadata == page->metadata);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckPage(bytes, copydesk::ContentType::kText);
  CheckPage(bytes, copydesk::ContentType::kHtml);
  (void)copydesk::FindStamp(bytes.substr(0, bytes.find('\n')));
  return 0;
}
