#include "sketch/term_words.h"

#include <algorithm>
#include <cstddef>

namespace copydesk {

void TermVocabulary::Reset(TextWords* words) {
  words_ = words;
  const std::size_t size = std::size_t{words->size()} + 1;
  if (entries_.size() < size) entries_.resize(size + size / 2);
  std::fill_n(entries_.begin(), size, TermWord());
  twins_.clear();
}

// For the last number of the words.
void TermVocabulary::AddEntry() {
  const std::size_t size = std::size_t{words_->size()} + 1;
  if (entries_.size() < size) entries_.resize(size + size / 2);
  entries_[size - 1] = TermWord();
}

std::uint32_t TermVocabulary::NumberOf(std::uint64_t hash) {
  const std::uint32_t size = words_->size();
  const std::uint32_t number = words_->Find(hash);
  if (number > size) AddEntry();
  return number;
}

std::uint32_t TermVocabulary::Twin(std::uint32_t number, std::uint16_t kind) {
  const std::uint64_t hash = HashOf(number);
  const auto [twin, is_new] = twins_.try_emplace({hash, kind}, 0);
  if (is_new) {
    twin->second = words_->AddTwin(hash);
    AddEntry();
    entries_[twin->second].other_kind = kind;
  }
  return twin->second;
}

}  // namespace copydesk
