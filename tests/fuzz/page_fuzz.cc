// Any bytes, as a page of text and as one of HTML: blocks whose parts are sound, the same twice, and text that stays as
// it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "copydesk/page.h"
#include "page/stamp.h"

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

void CheckPage(std::string_view bytes, copydesk::ContentType type) {
  copydesk::Document document;
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
  const absl::StatusOr<copydesk::Page> again = copydesk::SplitPage(document);
  Require(again.ok() && again->blocks == page->blocks);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckPage(bytes, copydesk::ContentType::kText);
  CheckPage(bytes, copydesk::ContentType::kHtml);
  (void)copydesk::FindStamp(bytes.substr(0, bytes.find('\n')));
  return 0;
}
