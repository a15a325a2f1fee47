#include "match/term_model.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "sketch/background.h"
#include "sketch/short_terms.h"

namespace copydesk {
namespace {

std::vector<TermFrequency> ListOf(const absl::flat_hash_map<std::uint64_t, std::uint32_t>& counts) {
  std::vector<TermFrequency> list;
  list.reserve(counts.size());
  for (const auto& [hash, blocks] : counts) list.push_back({.hash = hash, .blocks = blocks});
  return list;
}

// By hash, each once; no count above `blocks`.
void Normalise(std::uint64_t blocks, std::vector<TermFrequency>* list) {
  const auto by_hash = [](const TermFrequency& a, const TermFrequency& b) { return a.hash < b.hash; };
  std::sort(list->begin(), list->end(), by_hash);
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < list->size();) {
    TermFrequency sum{.hash = (*list)[begin].hash};
    std::uint64_t count = 0;
    for (; begin < list->size() && (*list)[begin].hash == sum.hash; ++begin) count += (*list)[begin].blocks;
    sum.blocks = static_cast<std::uint32_t>(std::min({count, blocks, std::uint64_t{0xffffffff}}));
    if (sum.blocks > 0) (*list)[kept++] = sum;
  }
  list->resize(kept);
}

std::uint32_t Find(const std::vector<TermFrequency>& list, std::uint64_t hash) {
  const auto entry = std::lower_bound(list.begin(), list.end(), hash,
                                      [](const TermFrequency& e, std::uint64_t value) { return e.hash < value; });
  return entry != list.end() && entry->hash == hash ? entry->blocks : 0;
}

// What a word of `blocks` of `all` headlines can say at most.
double MostIdf(double all, std::uint32_t blocks) {
  const double most = std::log((kBackgroundTexts + 1) / 0.5);
  constexpr double kFew = 10;  // say nothing of what is common
  if (blocks <= 2 || all < kFew) return most;
  return most * std::max(0.0, std::log(all / 2 / (blocks - 1.0)) / std::log(all / 2));
}

}  // namespace

void TermModel::Builder::Add(const BlockTerms& block) {
  for (const Term& term : block.terms) ++frequencies_[term.hash];
  ++blocks_;
  if (block.words < kBriefWords) ++headlines_.brief;
  if (block.words >= kShortWords) return;
  for (const std::uint32_t stem : block.stems) ++stems_[StemHash(stem)];
  ++headlines_.shorts;
}

TermModel TermModel::Builder::Build() const {
  HeadlineCounts headlines = headlines_;
  headlines.stems = ListOf(stems_);
  return {blocks_, ListOf(frequencies_), std::move(headlines)};
}

TermModel::TermModel() : TermModel(0, {}) {}

TermModel::TermModel(std::uint64_t blocks, std::vector<TermFrequency> frequencies, HeadlineCounts headlines)
    : blocks_(blocks), frequencies_(std::move(frequencies)), headlines_(std::move(headlines)) {
  Normalise(blocks_, &frequencies_);
  Normalise(headlines_.shorts, &headlines_.stems);
  std::vector<std::uint64_t> content = {kBackgroundVersion, blocks_, headlines_.brief, headlines_.shorts,
                                        frequencies_.size()};
  content.reserve(content.size() + 2 * (frequencies_.size() + headlines_.stems.size()));
  for (const std::vector<TermFrequency>* const list : {&frequencies_, &headlines_.stems}) {
    for (const TermFrequency& entry : *list) {
      content.push_back(entry.hash);
      content.push_back(entry.blocks);
    }
  }
  name_ = absl::StrCat("m-", absl::Hex(HashWords128(content).low, absl::kZeroPad16));
}

const TermModel& TermModel::Background() { return *SharedBackground(); }

const std::shared_ptr<const TermModel>& TermModel::SharedBackground() {
  static const auto* const kModel = new std::shared_ptr<const TermModel>(std::make_shared<const TermModel>());
  return *kModel;
}

TermRarity TermModel::Rarity(std::uint64_t hash) const {
  TermRarity rarity{.idf = 0, .headline_idf = 0, .blocks = Blocks(hash)};
  rarity.idf = std::log((kBackgroundTexts + static_cast<double>(blocks_) + 1) /
                        (BackgroundFrequency(hash) + rarity.blocks + 0.5));
  rarity.headline_idf =
      is_headlines() ? std::min(rarity.idf, MostIdf(static_cast<double>(blocks_), rarity.blocks)) : rarity.idf;
  return rarity;
}

double TermModel::Idf(std::uint64_t hash) const { return Rarity(hash).idf; }

std::uint32_t TermModel::Blocks(std::uint64_t hash) const { return Find(frequencies_, hash); }

double TermModel::HeadlineIdf(std::uint64_t hash) const { return Rarity(hash).headline_idf; }

double TermModel::HeadlineStemIdf(std::uint32_t stem) const {
  const double idf = StemIdf(stem);
  if (!is_headlines()) return idf;
  return std::min(idf, MostIdf(static_cast<double>(headlines_.shorts), Find(headlines_.stems, StemHash(stem))));
}

}  // namespace copydesk
