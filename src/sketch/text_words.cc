#include "sketch/text_words.h"

#include <algorithm>
#include <bit>

namespace copydesk {
namespace {

constexpr std::size_t kFewestSlots = 64;
constexpr std::size_t kMostSlotsAtFirst = 4096;          // a long text has many repetitions
constexpr std::size_t kMostKept = std::size_t{1} << 17;  // tokens of the text before
constexpr std::size_t kMaxSearch = 32;

}  // namespace

void TextWords::SetSlots(std::size_t slots) {
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, 0);
  mask_ = slots - 1;
}

void TextWords::MakeRoom(std::size_t words) {
  // One more than there are is written to.
  if (hashes_.size() >= words + 2) return;
  const std::size_t room = words + words / 2 + 2;
  hashes_.resize(room);
  counts_.resize(room);
  facts_.resize(room);
}

void TextWords::Read(std::span<const std::uint64_t> tokens) {
  if (of_tokens_.size() > kMostKept && tokens.size() <= kMostKept) *this = TextWords();
  SetSlots(std::clamp(std::bit_ceil(4 * tokens.size() + 1), kFewestSlots, kMostSlotsAtFirst));
  MakeRoom(tokens.size());
  if (of_tokens_.size() < tokens.size()) of_tokens_.resize(tokens.size());
  size_ = 1;
  known_ = 1;
  others_.clear();
  for (std::size_t at = 0; at < tokens.size();) {
    if (size_ > mask_ / 4) Grow();
    // As many as leave half of the slots empty, though all be new.
    const std::size_t count = std::min(tokens.size() - at, (mask_ + 1) / 2 - (size_ - 1));
    ReadSome(tokens.subspan(at, count), of_tokens_.data() + at);
    at += count;
  }
  num_of_tokens_ = size_ - 1;
}

void TextWords::ReadSome(std::span<const std::uint64_t> tokens, std::uint32_t* numbers) {
  std::uint32_t* const slots = slots_.data();
  std::uint64_t* const hashes = hashes_.data();
  std::uint32_t* const counts = counts_.data();
  const std::size_t mask = mask_;
  std::uint32_t size = size_;
  for (const std::uint64_t token : tokens) {
    std::uint32_t& slot = slots[token & mask];
    const std::uint32_t found = slot;
    // In arithmetic, for a branch on whether the word is new is not foreseen.
    const std::uint32_t is_free = static_cast<std::uint32_t>((std::uint64_t{found} - 1) >> 63);
    const std::uint64_t is_taken = std::uint64_t{is_free} - 1;
    hashes[size] = token;
    counts[size] = 0;
    std::uint32_t number = found + (size & (std::uint32_t{0} - is_free));
    if (((hashes[found] ^ token) & is_taken) != 0) [[unlikely]] {
      number = Place(token, size);
      size += number == size ? 1 : 0;
    } else {
      slot = number;
      size += is_free;
    }
    ++counts[number];
    *numbers++ = number;
  }
  size_ = size;
}

std::uint32_t TextWords::Place(std::uint64_t hash, std::uint32_t next) {
  for (std::size_t i = 0; i < kMaxSearch; ++i) {
    std::uint32_t& slot = slots_[(hash + i) & mask_];
    if (slot == 0) return slot = next;
    if (hashes_[slot] == hash) return slot;
  }
  return others_.try_emplace(hash, next).first->second;
}

void TextWords::Grow() {
  SetSlots((mask_ + 1) * 4);
  others_.clear();
  for (std::uint32_t word = 1; word < size_; ++word) Place(hashes_[word], word);
}

std::uint32_t TextWords::Find(std::uint64_t hash) {
  if (size_ > (mask_ + 1) / 2) Grow();
  MakeRoom(size_);
  const std::uint32_t number = Place(hash, size_);
  if (number == size_) AddTwin(hash);
  return number;
}

std::uint32_t TextWords::AddTwin(std::uint64_t hash) {
  MakeRoom(size_);
  hashes_[size_] = hash;
  counts_[size_] = 0;
  return size_++;
}

const WordFacts* TextWords::Facts() {
  LookUpFacts(hashes_.data() + known_, size_ - known_, facts_.data() + known_);
  known_ = size_;
  return facts_.data();
}

}  // namespace copydesk
