#include "match/page_template.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "base/hash.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kFewestPages = 12;
constexpr double kSharePages = 0.8;  // of the texts that have a fixed passage

constexpr std::uint32_t kOwnTokens = 20;
constexpr double kOwnShare = 0.1;            // of the text
constexpr double kPartlySharedShare = 0.25;  // of the own tokens

constexpr double kMostOneFilling = 0.25;  // of the texts that have the place
constexpr double kFilledShare = 0.05;     // of the text
constexpr double kFixedTexts = 0.8;       // of those that have half of the common text
constexpr double kFixedShare = 0.8;       // of the common text, ...
constexpr double kFewestFixed = 0.25;     // ... and of the text
constexpr std::uint32_t kFewestSlots = 3;
constexpr std::uint32_t kSideTokens = 15;  // of common text on each side of a slot
constexpr double kSideShare = 0.1;
constexpr std::uint32_t kTemplateProseTokens = 15;  // of a passage

struct Spread {
  std::uint32_t texts = 0;                   // that have the passage
  std::uint32_t last_text = 0;               // the latest of them, from 1
  absl::flat_hash_set<std::uint64_t> pages;  // those that are pages, by URL, or by place where they have none

  [[nodiscard]] bool is_common() const { return texts >= kFewestPages; }
};

// The fixed passages on both sides; 0: the begin or the end of the text.
using Place = std::pair<std::uint64_t, std::uint64_t>;

struct Filling {
  Place place;
  std::uint64_t hash = 0;    // of its passages; 0: there are none
  std::uint32_t tokens = 0;  // of these
  std::uint32_t prose = 0;   // of these, in passages of prose
  std::uint32_t fixed_before = 0;
};

struct Fillings {
  absl::flat_hash_map<std::uint64_t, std::uint32_t> texts;  // by the hash of the filling
  bool is_slot = false;
};

class Pages {
 public:
  explicit Pages(std::span<const SourcePage> pages);

  // Whether any passage is common; where none is, no text is fixed.
  [[nodiscard]] bool HasCommon() const { return has_common_; }
  [[nodiscard]] bool HasOwnText(const SourcePage& page) const;
  [[nodiscard]] bool FillsForm(const SourcePage& page) const { return IsWhole(page) && FillsSlots(page); }

  void CountAsPage(const SourcePage& page, std::uint64_t name);
  void AppendFixedText(std::uint64_t source, std::vector<FurnitureEntry>* entries) const;

 private:
  [[nodiscard]] const Spread& SpreadOf(const Passage& passage) const { return spread_.find(passage.hash)->second; }
  [[nodiscard]] std::uint32_t FewestTexts(const SourcePage& page) const;
  [[nodiscard]] std::vector<Filling> FindFillings(const SourcePage& page) const;
  [[nodiscard]] bool FillsSlots(const SourcePage& page) const;
  [[nodiscard]] bool IsWhole(const SourcePage& page) const;

  absl::flat_hash_map<std::uint64_t, Spread> spread_;
  absl::flat_hash_map<Place, Fillings> places_;
  bool has_common_ = false;
};

std::uint32_t CountTokens(const SourcePage& page) {
  std::uint32_t tokens = 0;
  for (const Passage& passage : page.passages) tokens += passage.tokens;
  return tokens;
}

Pages::Pages(std::span<const SourcePage> pages) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Passage& passage : pages[i].passages) {
      Spread& spread = spread_[passage.hash];
      if (spread.last_text == i + 1) continue;
      spread.last_text = static_cast<std::uint32_t>(i + 1);
      ++spread.texts;
      has_common_ = has_common_ || spread.is_common();
    }
  }
  if (!has_common_) return;
  for (const SourcePage& page : pages) {
    for (const Filling& filling : FindFillings(page)) ++places_[filling.place].texts[filling.hash];
  }
  for (auto& [place, fillings] : places_) {
    std::uint32_t all = 0;
    std::uint32_t most = 0;
    for (const auto& [hash, texts] : fillings.texts) {
      all += texts;
      most = std::max(most, texts);
    }
    fillings.is_slot = fillings.texts.size() >= kFewestPages && most <= kMostOneFilling * all;
  }
}

// Of a passage that is fixed, if the text is a page of a form.
std::uint32_t Pages::FewestTexts(const SourcePage& page) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> common;  // texts, tokens
  std::uint32_t tokens = 0;
  for (const Passage& passage : page.passages) {
    const Spread& spread = SpreadOf(passage);
    if (!spread.is_common()) continue;
    common.emplace_back(spread.texts, passage.tokens);
    tokens += passage.tokens;
  }
  std::sort(common.begin(), common.end());
  std::uint32_t before = 0;
  for (const auto& [texts, of_passage] : common) {
    before += of_passage;
    if (2 * before >= tokens) return std::max(kFewestPages, static_cast<std::uint32_t>(kFixedTexts * texts));
  }
  return kFewestPages;
}

// Of a text without fixed passages there are none.
std::vector<Filling> Pages::FindFillings(const SourcePage& page) const {
  const std::uint32_t fewest = FewestTexts(page);
  std::vector<Filling> fillings;
  Filling next;
  for (const Passage& passage : page.passages) {
    if (SpreadOf(passage).texts >= fewest) {
      next.place.second = passage.hash;
      fillings.push_back(next);
      next = {.place = {passage.hash, 0}, .fixed_before = next.fixed_before + passage.tokens};
      continue;
    }
    next.hash = Mix64(next.hash ^ passage.hash) | 1;
    next.tokens += passage.tokens;
    next.prose += passage.tokens >= kTemplateProseTokens && !passage.is_caption ? passage.tokens : 0;
  }
  if (!fillings.empty()) fillings.push_back(next);
  return fillings;
}

bool Pages::FillsSlots(const SourcePage& page) const {
  std::vector<Filling> slots = FindFillings(page);
  const std::uint32_t fixed = slots.empty() ? 0 : slots.back().fixed_before;
  std::erase_if(slots, [this](const Filling& filling) { return !places_.find(filling.place)->second.is_slot; });
  const auto is_inner = [](const Filling& slot) { return slot.place.first != 0 && slot.place.second != 0; };
  const bool has_many = std::count_if(slots.begin(), slots.end(), is_inner) >= kFewestSlots;
  std::uint32_t filled = 0;
  for (const Filling& slot : slots) {
    const std::uint32_t side = std::min(slot.fixed_before, fixed - slot.fixed_before);
    const bool is_amid = side >= kSideTokens && side >= kSideShare * fixed;
    filled += is_amid || (has_many && is_inner(slot)) ? slot.tokens : slot.prose;
  }
  return filled >= kOwnTokens && filled >= kFilledShare * CountTokens(page);
}

bool Pages::IsWhole(const SourcePage& page) const {
  const std::uint32_t fewest = FewestTexts(page);
  std::uint32_t common = 0;
  std::uint32_t fixed = 0;
  for (const Passage& passage : page.passages) {
    const Spread& spread = SpreadOf(passage);
    common += spread.is_common() ? passage.tokens : 0;
    fixed += spread.texts >= fewest ? passage.tokens : 0;
  }
  return fixed >= kFixedShare * common && fixed >= kFewestFixed * CountTokens(page);
}

bool Pages::HasOwnText(const SourcePage& page) const {
  std::uint32_t own = 0;
  std::uint32_t partly_shared = 0;
  for (const Passage& passage : page.passages) {
    const Spread& spread = SpreadOf(passage);
    if (spread.texts == 1) {
      own += passage.tokens;
    } else if (!spread.is_common()) {
      partly_shared += passage.tokens;
    }
  }
  return own >= kOwnTokens && own >= kOwnShare * CountTokens(page) && partly_shared <= kPartlySharedShare * own;
}

void Pages::CountAsPage(const SourcePage& page, std::uint64_t name) {
  for (const Passage& passage : page.passages) {
    Spread& spread = spread_.find(passage.hash)->second;
    if (spread.is_common()) spread.pages.insert(name);
  }
}

void Pages::AppendFixedText(std::uint64_t source, std::vector<FurnitureEntry>* entries) const {
  for (const auto& [hash, spread] : spread_) {
    const auto found = static_cast<std::uint32_t>(spread.pages.size());
    if (found < kFewestPages || found < kSharePages * spread.texts) continue;
    entries->push_back({.source = source, .passage = hash, .contexts = found});
  }
}

}  // namespace

void AppendFixedText(std::uint64_t source, std::span<const SourcePage> pages, std::vector<FurnitureEntry>* entries) {
  if (pages.size() < kFewestPages) return;
  Pages all(pages);
  if (!all.HasCommon()) return;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!all.FillsForm(pages[i]) && (source == 0 || !all.HasOwnText(pages[i]))) continue;
    all.CountAsPage(pages[i], pages[i].url != 0 ? pages[i].url : i);
  }
  all.AppendFixedText(source, entries);
}

}  // namespace copydesk
