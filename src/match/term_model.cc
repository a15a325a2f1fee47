#include "match/term_model.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "sketch/background.h"

namespace copydesk {

void TermModel::Builder::Add(const BlockTerms& block) {
  for (const Term& term : block.terms) ++frequencies_[term.hash];
  ++blocks_;
}

TermModel TermModel::Builder::Build() const {
  std::vector<TermFrequency> frequencies;
  frequencies.reserve(frequencies_.size());
  for (const auto& [hash, blocks] : frequencies_) frequencies.push_back({.hash = hash, .blocks = blocks});
  return {blocks_, std::move(frequencies)};
}

TermModel::TermModel() : TermModel(0, {}) {}

TermModel::TermModel(std::uint64_t blocks, std::vector<TermFrequency> frequencies)
    : blocks_(blocks), frequencies_(std::move(frequencies)) {
  const auto by_hash = [](const TermFrequency& a, const TermFrequency& b) { return a.hash < b.hash; };
  std::sort(frequencies_.begin(), frequencies_.end(), by_hash);
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < frequencies_.size();) {
    TermFrequency sum{.hash = frequencies_[begin].hash};
    std::uint64_t count = 0;
    for (; begin < frequencies_.size() && frequencies_[begin].hash == sum.hash; ++begin) {
      count += frequencies_[begin].blocks;
    }
    sum.blocks = static_cast<std::uint32_t>(std::min({count, blocks_, std::uint64_t{0xffffffff}}));
    if (sum.blocks > 0) frequencies_[kept++] = sum;
  }
  frequencies_.resize(kept);
  std::vector<std::uint64_t> content = {kBackgroundVersion, blocks_};
  content.reserve(2 + 2 * frequencies_.size());
  for (const TermFrequency& entry : frequencies_) {
    content.push_back(entry.hash);
    content.push_back(entry.blocks);
  }
  name_ = absl::StrCat("m-", absl::Hex(HashWords128(content).low, absl::kZeroPad16));
}

const TermModel& TermModel::Background() {
  static const TermModel* const kModel = new TermModel();
  return *kModel;
}

double TermModel::Idf(std::uint64_t hash) const {
  const auto entry = std::lower_bound(frequencies_.begin(), frequencies_.end(), hash,
                                      [](const TermFrequency& e, std::uint64_t value) { return e.hash < value; });
  const double learned = entry != frequencies_.end() && entry->hash == hash ? entry->blocks : 0;
  return std::log((kBackgroundTexts + static_cast<double>(blocks_) + 1) / (BackgroundFrequency(hash) + learned + 0.5));
}

}  // namespace copydesk
