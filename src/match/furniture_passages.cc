#include "match/furniture_passages.h"

#include <algorithm>

#include "base/hash.h"
#include "sketch/content_hash.h"
#include "text/paragraphs.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kAnyNumber = 1;

// The host of a URL, without user, port and "www."; empty when there is none.
std::string_view HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#\\"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

// Passage::form of tokens with this hash; changes them.
std::uint64_t FormOf(Tokens* tokens, std::uint64_t hash) {
  if (std::find(tokens->number.begin(), tokens->number.end(), 1) == tokens->number.end()) return hash;
  for (std::size_t i = 0; i < tokens->size(); ++i) {
    if (tokens->number[i] != 0) tokens->hash[i] = kAnyNumber;
  }
  return HashContent(tokens->hash).low;
}

}  // namespace

std::vector<Passage> FindPassages(std::string_view text) {
  std::vector<Passage> passages;
  Tokens tokens;
  for (const TextRange& range : FindParagraphs(text)) {
    tokens.Clear();
    AppendTokens(text.substr(range.begin, range.end - range.begin), range.begin, &tokens);
    if (tokens.size() == 0) continue;
    Passage passage{.range = range, .hash = HashContent(tokens.hash).low};
    passage.tokens = static_cast<std::uint32_t>(tokens.size());
    passage.form = FormOf(&tokens, passage.hash);
    passages.push_back(passage);
  }
  return passages;
}

std::string_view FurnitureSourceName(const Metadata& metadata) {
  return metadata.source.empty() ? HostOf(metadata.url) : std::string_view(metadata.source);
}

std::uint64_t FurnitureSource(const Metadata& metadata) {
  const std::string_view name = FurnitureSourceName(metadata);
  return name.empty() ? 0 : Hash64(name);
}

std::vector<TextRange> FindFurniture(std::string_view text, std::span<const FurnitureEntry> of_source) {
  std::vector<TextRange> found;
  if (of_source.empty()) return found;
  for (const Passage& passage : FindPassages(text)) {
    if (FindPassage(of_source, passage.hash) != nullptr) found.push_back(passage.range);
  }
  return found;
}

std::vector<TextRange> WithoutRanges(std::span<const TextRange> parts, std::span<const TextRange> removed) {
  std::vector<TextRange> kept;
  auto next = removed.begin();
  for (const TextRange& part : parts) {
    while (next != removed.end() && next->end <= part.begin) ++next;
    std::uint32_t begin = part.begin;
    for (auto cut = next; cut != removed.end() && cut->begin < part.end; ++cut) {
      if (cut->begin > begin) kept.push_back({.begin = begin, .end = cut->begin});
      begin = std::max(begin, cut->end);
    }
    if (begin < part.end) kept.push_back({.begin = begin, .end = part.end});
  }
  return kept;
}

std::vector<TextRange> WithinRanges(std::span<const TextRange> parts, std::span<const TextRange> ranges) {
  std::vector<TextRange> within;
  auto next = ranges.begin();
  for (const TextRange& part : parts) {
    while (next != ranges.end() && next->end <= part.begin) ++next;
    for (auto range = next; range != ranges.end() && range->begin < part.end; ++range) {
      within.push_back({.begin = std::max(part.begin, range->begin), .end = std::min(part.end, range->end)});
    }
  }
  return within;
}

}  // namespace copydesk
