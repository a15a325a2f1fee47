// All that is known of a word in general, in 64 bits: from the background table (sketch/background.h), the calendar
// (sketch/calendar_words.h) and the words of address. SimHash and terms ask for the distinct words of a text once.
#ifndef COPYDESK_SKETCH_WORD_FACTS_H_
#define COPYDESK_SKETCH_WORD_FACTS_H_

#include <cstddef>
#include <cstdint>

#include "sketch/background.h"

namespace copydesk {

struct WordFacts {
  // BackgroundIdf above 32 bits of: BackgroundWeight in 4, BackgroundCase in 2, may be a date, is of address, and the
  // number of the set of languages in 12.
  std::uint64_t bits = 0;

  static constexpr int kCaseShift = 4;
  static constexpr std::uint32_t kMayBeDate = 1u << 6;
  static constexpr std::uint32_t kIsAddress = 1u << 7;
  static constexpr int kSetShift = 8;
  static constexpr int kIdfShift = 32;

  [[nodiscard]] std::uint32_t weight() const { return bits & 0xf; }
  [[nodiscard]] UsualCase usual_case() const { return static_cast<UsualCase>(bits >> kCaseShift & 3); }
  [[nodiscard]] bool may_be_date() const { return (bits & kMayBeDate) != 0; }
  [[nodiscard]] bool is_address() const { return (bits & kIsAddress) != 0; }  // mr, frau: no term, however printed
  [[nodiscard]] std::uint32_t idf() const { return static_cast<std::uint32_t>(bits >> kIdfShift); }

  // Index in BackgroundLanguageSets (sketch/background_lines.h) of those that have it as a function word; 0: none.
  [[nodiscard]] std::uint32_t language_set() const { return bits >> kSetShift & 0xfff; }

  friend bool operator==(const WordFacts&, const WordFacts&) = default;
};

// The plain form: from one table after another. Thread-safe.
[[nodiscard]] WordFacts FactsOf(std::uint64_t word_hash);

// facts[i] = FactsOf(hashes[i]), by vectors. Most words of a text are among those of the texts before it: a thread
// keeps what it looked up, in 128 KB, and gives the same answers whatever that was. Linear, dispatched once a call.
void LookUpFacts(const std::uint64_t* hashes, std::size_t size, WordFacts* facts) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_WORD_FACTS_H_
