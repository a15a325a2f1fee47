// The background table (sketch/background.h) as it is looked up: one cache line for all words whose hashes begin alike,
// with all that is known of them. For kernels that look words up themselves; others call the functions of background.h.
#ifndef COPYDESK_SKETCH_BACKGROUND_LINES_H_
#define COPYDESK_SKETCH_BACKGROUND_LINES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "sketch/background.h"

namespace copydesk {

// Slot 0 is a map of the others: bit i, from 1 to 15, is set where slot i is an entry, and bit 16 + i where it is one
// of a function word. Bit 0 is set where slot 15 is the number of a line that goes on with this one.
//
// An entry is the 24 bits of a hash after those that chose the line, over 6 bits of level and 2 flags. That of a
// function word is the 17 bits after them, over 4 bits of weight and 11 of the number of its set of languages. A
// function word has both; of two that fit, the first counts. With x = slot ^ BackgroundKey(hash), an entry fits where x
// is below 2^8, and x is then its level and flags; one of a function word where x is below 2^15.
struct alignas(64) BackgroundLine {
  static constexpr std::uint32_t kGoesOn = 1;
  static constexpr int kFunctionShift = 16;
  static constexpr std::size_t kNext = 15;

  std::array<std::uint32_t, 16> slots;
};

inline constexpr int kBackgroundLineBits = 15;

[[nodiscard]] constexpr std::size_t BackgroundLineOf(std::uint64_t hash) {
  return static_cast<std::size_t>(hash >> (64 - kBackgroundLineBits));
}

// The low bits are those of the values: those of an entry are free in its own key, and those of a function word are
// taken from the slot.
[[nodiscard]] constexpr std::uint32_t BackgroundKey(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> (32 - kBackgroundLineBits)) & ~0xffu;
}

// All lines: one for each value of the first bits, then those that go on. Made by the first call, in about a
// millisecond; 2 MB. Thread-safe.
[[nodiscard]] const BackgroundLine* BackgroundLines();

// Sets of languages: none, then those that slots of function words have the numbers of.
[[nodiscard]] const std::uint64_t* BackgroundLanguageSets();

// Which of them a word has; 0 for a word that is no function word.
[[nodiscard]] int BackgroundFunctionSet(std::uint64_t word_hash);

// The number of the set of languages in the slot of a function word.
[[nodiscard]] constexpr std::uint32_t FunctionSet(std::uint32_t slot) { return slot & 0x7ff; }

// What BackgroundWeight says of an entry's level and flags, and from kUnknownEntry on of unknown words.
inline constexpr std::size_t kUnknownEntry = 256;
[[nodiscard]] constexpr std::array<std::uint8_t, 2 * kUnknownEntry> BackgroundWeightsOfEntries() {
  constexpr int kMost = 9;
  std::array<std::uint8_t, 2 * kUnknownEntry> weights{};
  for (std::size_t entry = 0; entry < kUnknownEntry; ++entry) {
    const int weight = (static_cast<int>(entry >> 2) + 2) / 4 - 3;
    weights[entry] = static_cast<std::uint8_t>(weight < 0 ? 0 : weight > kMost ? kMost : weight);
    weights[kUnknownEntry + entry] = kMost;
  }
  return weights;
}

// The same for BackgroundIdf and BackgroundCase.
[[nodiscard]] std::uint32_t BackgroundIdfOf(std::size_t entry);
[[nodiscard]] UsualCase BackgroundCaseOf(std::size_t entry);

// The weight of a function word in its slot.
[[nodiscard]] constexpr std::uint32_t FunctionWeight(std::uint32_t slot) { return slot >> 11 & 0xf; }

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BACKGROUND_LINES_H_
