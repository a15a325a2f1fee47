#include "wire/phrase_tree.h"

#include <algorithm>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/line_end.h"
#include "copydesk/audit.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxPhrases = 1'000'000;

}  // namespace

void PhraseTree::Add(std::span<const std::uint64_t> phrase) {
  if (phrase.empty()) return;
  std::uint32_t node = 0;
  for (const std::uint64_t token : phrase.first(std::min(phrase.size(), kMaxTokens))) {
    const auto [entry, is_new] = next_.try_emplace({node, token}, static_cast<std::uint32_t>(ends_.size()));
    if (is_new) ends_.push_back(0);
    node = entry->second;
  }
  phrases_ += ends_[node] == 0 ? 1 : 0;
  ends_[node] = 1;
}

void PhraseTree::Mark(std::span<const std::uint64_t> tokens, std::uint8_t mark, std::span<std::uint8_t> marks) const {
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t longest = 0;
    std::uint32_t node = 0;
    for (std::size_t t = begin; t < tokens.size(); ++t) {
      const auto next = next_.find({node, tokens[t]});
      if (next == next_.end()) break;
      node = next->second;
      if (ends_[node] != 0) longest = t + 1 - begin;
    }
    std::fill_n(marks.begin() + static_cast<std::ptrdiff_t>(begin), longest, mark);
    begin += std::max<std::size_t>(longest, 1);
  }
}

absl::StatusOr<PhraseList> PhraseList::Parse(std::string_view file_text) {
  const auto tree = std::make_shared<PhraseTree>();
  for (std::size_t begin = 0; begin < file_text.size();) {
    const std::size_t end = FindLineEnd(file_text, begin);
    const std::string_view line = file_text.substr(begin, end - begin);
    if (!line.starts_with('#')) tree->Add(Tokenize(line).hash);
    if (tree->size() > kMaxPhrases) {
      return absl::InvalidArgumentError(absl::StrCat("the list has more than ", kMaxPhrases, " phrases"));
    }
    begin = end + 1;
  }
  PhraseList list;
  if (tree->size() > 0) list.tree_ = tree;
  return list;
}

std::size_t PhraseList::size() const { return tree_ == nullptr ? 0 : tree_->size(); }

}  // namespace copydesk
