#include "sketch/term_words.h"

#include <algorithm>
#include <bit>

namespace copydesk {

void TermVocabulary::Reset(std::size_t words) {
  const std::size_t slots = std::bit_ceil(2 * words + 2);
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, 0);
  mask_ = slots - 1;
  if (words_.size() < words + 2) words_.resize(words + 2);
  size_ = 1;
  has_twins_ = false;
  others_.clear();
}

void TermVocabulary::Grow(std::size_t words) {
  if (words_.size() < words + 2) words_.resize(words + words / 2 + 2);
  const std::size_t slots = std::bit_ceil(2 * words + 2);
  if (slots <= mask_ + 1) return;
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, 0);
  mask_ = slots - 1;
  others_.clear();
  for (std::uint32_t word = 1; word < size_; ++word) Place(words_[word].hash, words_[word].kind, word);
}

std::uint32_t TermVocabulary::Place(std::uint64_t hash, std::uint8_t kind, std::uint32_t next) {
  constexpr std::size_t kMaxSearch = 32;
  for (std::size_t i = 0; i < kMaxSearch; ++i) {
    std::uint32_t& slot = slots_[(hash + i) & mask_];
    if (slot == 0) return slot = next;
    const TermWord& word = words_[slot];
    if (word.hash == hash) {
      if (word.kind == kind) return slot;
      has_twins_ = true;
    }
  }
  has_twins_ = true;  // by now, nobody looks
  return others_.try_emplace({hash, kind}, next).first->second;
}

std::uint32_t TermVocabulary::FindFurther(std::uint64_t hash, std::uint8_t kind, std::uint32_t first) {
  const std::uint32_t word = Place(hash, kind, size_);
  if (word == size_) words_[size_++] = {.hash = hash, .first = first, .kind = kind};
  return word;
}

}  // namespace copydesk
