// The terms of a block: what it is about, in few words. Stories are found and scored by them.
#ifndef COPYDESK_TERMS_H_
#define COPYDESK_TERMS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace copydesk {

enum class TermKind : std::uint8_t { kWord, kName, kNumber };

struct Term {
  // `count` is in units of 1 / kCountUnit.
  static constexpr std::uint32_t kCountUnit = 1u << 16;

  std::uint64_t hash = 0;   // of the folded word
  std::uint32_t count = 0;  // occurrences, early ones weighing more: the sum of 2 / (1 + position / 100), rounded down
  TermKind kind = TermKind::kWord;

  friend bool operator==(const Term&, const Term&) = default;
};

// A pure function of a block's title and text.
struct BlockTerms {
  static constexpr std::size_t kMaxTerms = 64;

  std::vector<Term> terms;  // at most kMaxTerms, by descending weight under the background alone, then by hash
  std::uint32_t words = 0;  // terms counted with repetition, those beyond kMaxTerms too

  // What the text says of dates and numbers; values that differ speak against one story.
  std::uint8_t weekdays = 0;           // bit 0: Monday
  std::uint16_t months = 0;            // bit 0: January
  std::uint16_t year = 0;              // the latest one; 0: none
  std::vector<std::uint64_t> numbers;  // hashes of those in the title and the first three sentences, ascending

  // Of a short text only (a headline, a caption), ascending: its stems, each 26 bits of a hash over 6 bits that say how
  // rare the word is, and hashes of its character 4-grams.
  std::vector<std::uint32_t> stems;
  std::vector<std::uint32_t> grams;

  friend bool operator==(const BlockTerms&, const BlockTerms&) = default;
};

// A word that two blocks share, with what it weighs in their score.
struct SharedTerm {
  std::string word;
  double weight = 0;

  friend bool operator==(const SharedTerm&, const SharedTerm&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_TERMS_H_
