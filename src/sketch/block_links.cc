#include "sketch/block_links.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "base/hash.h"
#include "base/url.h"
#include "sketch/canonical_link.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kLeads = 0x6c65616473746f31;  // any two that differ
constexpr std::uint64_t kStands = 0x7374616e64736174;

// What links of the document are relative to.
std::string BaseOf(const Metadata& metadata) {
  if (metadata.url.empty()) {
    return absl::StrFormat("http://%016x.invalid/", Hash64(metadata.id));  // RFC 2606: no site has this name
  }
  return SplitUrl(metadata.url).scheme.has_value() ? metadata.url : "http://" + metadata.url;
}

void AppendLink(std::uint32_t block, bool is_target, std::optional<std::string> address,
                std::vector<BlockLink>* links) {
  if (!address.has_value() || !NamesStory(*address)) return;
  const std::uint64_t key = Hash64(*address);
  links->push_back({.block = block, .key = key, .is_target = is_target, .address = *std::move(address)});
}

// Under how many titles the page shows each address; no more than are needed.
absl::flat_hash_map<std::uint64_t, std::vector<std::string_view>> HeadlinesOf(const std::vector<BlockLink>& links,
                                                                              std::span<const Block> blocks) {
  absl::flat_hash_map<std::uint64_t, std::vector<std::string_view>> headlines;
  for (const BlockLink& link : links) {
    if (link.is_target) continue;
    std::vector<std::string_view>& titles = headlines[link.key];
    const std::string_view title = blocks[link.block].title;
    if (titles.size() <= kMaxHeadlines && std::find(titles.begin(), titles.end(), title) == titles.end()) {
      titles.push_back(title);
    }
  }
  return headlines;
}

// By block, then by key, each once.
void SortSet(std::vector<BlockLink>* links) {
  const auto key = [](const BlockLink& link) { return std::tie(link.block, link.key); };
  std::sort(links->begin(), links->end(), [&](const BlockLink& x, const BlockLink& y) { return key(x) < key(y); });
  const auto are_same = [&](const BlockLink& x, const BlockLink& y) { return key(x) == key(y); };
  links->erase(std::unique(links->begin(), links->end(), are_same), links->end());
}

}  // namespace

std::vector<BlockLink> FindBlockLinks(const Metadata& metadata, std::span<const Block> blocks) {
  std::vector<BlockLink> links;
  const auto has_link = [](const Block& block) { return !block.link.empty(); };
  if (metadata.url.empty() && std::none_of(blocks.begin(), blocks.end(), has_link)) return links;
  const std::string base = BaseOf(metadata);
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    const bool is_article = blocks[i].role == BlockRole::kMain;
    if (is_article && !metadata.url.empty()) AppendLink(i, true, CanonicalLink(base), &links);
    if (has_link(blocks[i]) && blocks[i].role != BlockRole::kFurniture) {
      AppendLink(i, is_article, CanonicalLink(blocks[i].link, base), &links);
    }
  }
  if (std::all_of(links.begin(), links.end(), [](const BlockLink& link) { return link.is_target; })) {
    SortSet(&links);
    return links;
  }
  const auto headlines = HeadlinesOf(links, blocks);
  std::vector<std::uint64_t> own;
  if (const std::optional<std::string> address = CanonicalLink(base); address.has_value()) {
    own.push_back(Hash64(*address));
  }
  for (const BlockLink& link : links) {
    if (link.is_target) own.push_back(link.key);
  }
  std::erase_if(links, [&](const BlockLink& link) {
    return !link.is_target &&
           (headlines.at(link.key).size() > kMaxHeadlines || std::find(own.begin(), own.end(), link.key) != own.end());
  });
  SortSet(&links);
  return links;
}

std::uint64_t LinkTerm(std::uint64_t key, bool is_target) { return Mix64(key ^ (is_target ? kStands : kLeads)); }

}  // namespace copydesk
