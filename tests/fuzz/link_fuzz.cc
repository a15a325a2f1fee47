// Two lines of any bytes, as the address of a page and a link on it: a canonical form is stable, and a page's blocks
// have sound links.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"
#include "sketch/block_links.h"
#include "sketch/canonical_link.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckForms(std::string_view page, std::string_view link) {
  (void)copydesk::ResolveUrl(page, link);
  const std::string escaped = copydesk::NormaliseEscapes(link);
  Require(copydesk::NormaliseEscapes(escaped) == escaped);
  const std::string path = copydesk::RemoveDotSegments("/" + std::string(link));
  Require(copydesk::RemoveDotSegments(path) == path);
  const std::optional<std::string> canonical = copydesk::CanonicalLink(link, page);
  if (!canonical.has_value()) return;
  const bool is_story = copydesk::NamesStory(*canonical);
  if (canonical->size() + 7 > copydesk::kMaxLinkBytes) return;
  Require(copydesk::CanonicalLink("http://" + *canonical) == canonical);
  Require(copydesk::NamesStory(*canonical) == is_story);
}

void CheckBlocks(std::string_view page, std::string_view link) {
  copydesk::Metadata metadata;
  metadata.id = link;
  metadata.url = page;
  std::vector<copydesk::Block> blocks(4);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i].role = i == 0 ? copydesk::BlockRole::kMain : copydesk::BlockRole::kTeaser;
    blocks[i].link = link.substr(link.size() / (i + 1) / 2);
  }
  const std::vector<copydesk::BlockLink> links = copydesk::FindBlockLinks(metadata, blocks);
  for (std::size_t i = 0; i < links.size(); ++i) {
    Require(links[i].block < blocks.size() && links[i].is_target == (links[i].block == 0));
    Require(copydesk::NamesStory(links[i].address));
    Require(i == 0 || links[i - 1].block < links[i].block || links[i - 1].key < links[i].key);
    Require(std::none_of(links.begin(), links.end(), [&](const copydesk::BlockLink& other) {
      return other.key == links[i].key && other.is_target != links[i].is_target;
    }));
  }
  Require(copydesk::FindBlockLinks(metadata, blocks) == links);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view page = bytes.substr(0, end);
  const std::string_view link = bytes.substr(std::min(end + 1, bytes.size()));
  CheckForms(page, link);
  CheckBlocks(page, link);
  return 0;
}
