#include "match/page_template.h"

#include <cstddef>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kFewestPages = 12;
constexpr double kSharePages = 0.9;  // of the texts that have a fixed passage
constexpr std::uint32_t kOwnTokens = 20;
constexpr double kOwnShare = 0.1;            // of the text
constexpr double kPartlySharedShare = 0.25;  // of the own tokens

struct Spread {
  std::uint32_t texts = 0;                   // that have the passage
  std::uint32_t last_text = 0;               // the latest of them, from 1
  absl::flat_hash_set<std::uint64_t> pages;  // those that are pages, by URL, or by place where they have none
};

bool IsPage(std::uint32_t own, std::uint32_t partly_shared, std::uint32_t all) {
  return own >= kOwnTokens && own >= kOwnShare * all && partly_shared <= kPartlySharedShare * own;
}

}  // namespace

void AppendFixedText(std::uint64_t source, std::span<const SourcePage> pages, std::vector<FurnitureEntry>* entries) {
  if (pages.size() < kFewestPages) return;
  absl::flat_hash_map<std::uint64_t, Spread> spread;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Passage& passage : pages[i].passages) {
      Spread& of_passage = spread[passage.hash];
      if (of_passage.last_text == i + 1) continue;
      of_passage.last_text = static_cast<std::uint32_t>(i + 1);
      ++of_passage.texts;
    }
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::uint32_t own = 0;
    std::uint32_t partly_shared = 0;
    std::uint32_t all = 0;
    for (const Passage& passage : pages[i].passages) {
      const std::uint32_t texts = spread[passage.hash].texts;
      all += passage.tokens;
      if (texts == 1) own += passage.tokens;
      if (texts > 1 && texts < kFewestPages) partly_shared += passage.tokens;
    }
    if (!IsPage(own, partly_shared, all)) continue;
    for (const Passage& passage : pages[i].passages) {
      Spread& of_passage = spread[passage.hash];
      if (of_passage.texts < kFewestPages) continue;
      of_passage.pages.insert(pages[i].url != 0 ? pages[i].url : i);
    }
  }
  for (const auto& [hash, of_passage] : spread) {
    const auto found = static_cast<std::uint32_t>(of_passage.pages.size());
    if (found < kFewestPages || found < kSharePages * of_passage.texts) continue;
    entries->push_back({.source = source, .passage = hash, .contexts = found});
  }
}

}  // namespace copydesk
