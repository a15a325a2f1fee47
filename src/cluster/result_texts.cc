#include "cluster/result_texts.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

bool IsFurniture(const ResultText& text) { return text.role == BlockRole::kFurniture; }

}  // namespace

// Moved, a vector keeps its elements where they are, and with them what the keys look at.
ResultTexts::ResultTexts(std::vector<ResultText> texts) : texts_(std::move(texts)) {
  std::sort(texts_.begin(), texts_.end(), [](const ResultText& x, const ResultText& y) {
    return std::tie(y.words, x.name) < std::tie(x.words, y.name);
  });
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const BlockName& name = texts_[i].name;
    rank_of_.try_emplace(Key(name.document, name.block), i);
    if (!IsFurniture(texts_[i])) documents_[name.document].push_back(i);
  }
}

absl::StatusOr<ResultTexts> ResultTexts::Make(std::vector<ResultText> texts) {
  ResultTexts result(std::move(texts));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const BlockName& name = result[i].name;
    if (result.Find(name) == i) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("two blocks have the name ", name.document, name.block.empty() ? "" : ":", name.block));
  }
  return result;
}

std::size_t ResultTexts::Find(const BlockName& name) const {
  const auto found = rank_of_.find(Key(name.document, name.block));
  return found == rank_of_.end() ? size() : found->second;
}

std::uint64_t ResultTexts::CountTexts() const {
  return static_cast<std::uint64_t>(texts_.size() - std::count_if(texts_.begin(), texts_.end(), IsFurniture));
}

std::uint64_t ResultTexts::CountBytes(const std::vector<bool>& marked) const {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!marked[i]) continue;
    const std::size_t digest =
        texts_[i].parent.empty() ? size() : Find({.document = texts_[i].name.document, .block = texts_[i].parent});
    if (digest == size() || !marked[digest]) bytes += texts_[i].bytes;
  }
  return bytes;
}

std::uint64_t ResultTexts::CountDocuments(const std::vector<bool>& marked) const {
  const auto is_marked = [&](std::size_t i) { return bool{marked[i]}; };
  return static_cast<std::uint64_t>(std::count_if(documents_.begin(), documents_.end(), [&](const auto& document) {
    return std::all_of(document.second.begin(), document.second.end(), is_marked);
  }));
}

}  // namespace copydesk
