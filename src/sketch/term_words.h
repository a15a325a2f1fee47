// What is counted of the distinct words of a block.
#ifndef COPYDESK_SKETCH_TERM_WORDS_H_
#define COPYDESK_SKETCH_TERM_WORDS_H_

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sketch/text_words.h"

namespace copydesk {

// What an occurrence is by the way it is printed, in bits.
inline constexpr unsigned kNoKind = 0;
inline constexpr unsigned kIsWord = 1;      // at least two letters, no contraction
inline constexpr unsigned kIsNumber = 2;    // ASCII digits only, with points and commas
inline constexpr unsigned kIsUnspaced = 4;  // of a script written without spaces
inline constexpr unsigned kHasHiragana = 8;
inline constexpr unsigned kHasChineseFunction = 16;  // a character that is a function word of Chinese

struct TermWord {
  std::uint64_t counts = 0;  // count() in its lower half, occurrences() in its upper one
  std::uint64_t cases = 0;   // clear() and lower()
  std::uint32_t first = 0;   // of a number that is a term, the first occurrence that counts
  // With kIsSeen, of occurrences that are plain words, and of others. Not in bytes, for those may be anything to a
  // compiler.
  std::uint16_t plain_kind = 0;
  std::uint16_t other_kind = 0;
  std::uint8_t calendar = 0;  // term_dates.cc
  bool is_term = false;
  bool is_function = false;

  static constexpr unsigned kIsSeen = 0x8000;
  static constexpr unsigned kIsDate = 0x80;  // of calendar: a weekday or month wherever it stands

  [[nodiscard]] unsigned kind() const { return plain_kind | other_kind; }
  // Whether plain occurrences and others are not of one kind.
  [[nodiscard]] bool HasMixedKinds() const {
    const unsigned are_both = (plain_kind & other_kind & kIsSeen) / kIsSeen;
    return ((plain_kind ^ other_kind) & (0u - are_both)) != 0;
  }
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(counts); }  // the sum of CountAt
  [[nodiscard]] std::uint32_t occurrences() const { return static_cast<std::uint32_t>(counts >> 32); }
  [[nodiscard]] std::uint32_t clear() const { return static_cast<std::uint32_t>(cases); }        // with a clear capital
  [[nodiscard]] std::uint32_t lower() const { return static_cast<std::uint32_t>(cases >> 32); }  // without a capital
};

// What is added for an occurrence. A sum of counts stays below 2^32 (CountAt).
inline constexpr std::uint64_t kOneOccurrence = std::uint64_t{1} << 32;
inline constexpr std::uint64_t kOneClear = 1;
inline constexpr std::uint64_t kOneLower = std::uint64_t{1} << 32;

// What a block has of each word of a TextWords, by its number there. Words of one hash that are printed as different
// kinds are entries of their own: "fi" has two letters and the ligature one.
class TermVocabulary {
 public:
  // Forgets all occurrences, and takes `words`, which must stay live and is added to by nobody else.
  void Reset(TextWords* words);

  // The entry of the word `number` for another occurrence, which is printed as `kind` and no plain word. It
  // does not see of what kind plain words are (TermWord::HasMixedKinds); where there are none, each kind has its entry.
  std::uint32_t OfKind(std::uint32_t number, unsigned kind) {
    TermWord& word = entries_[number];
    const unsigned seen = kind | TermWord::kIsSeen;
    // In arithmetic, as whether a word is new is anyone's guess.
    const unsigned is_new = (word.other_kind >> 15) ^ 1u;
    const unsigned now = word.other_kind | (seen & (0u - is_new));
    word.other_kind = static_cast<std::uint16_t>(now);
    if (now != seen) [[unlikely]]
      return Twin(number, static_cast<std::uint16_t>(seen));
    return number;
  }

  // The same for a word that may be none of the tokens of the block.
  std::uint32_t Find(std::uint64_t hash, unsigned kind) { return OfKind(NumberOf(hash), kind); }

  // Its number in the TextWords.
  std::uint32_t NumberOf(std::uint64_t hash);

  // Numbers from 1 to size().
  [[nodiscard]] std::uint32_t size() const { return words_->size(); }
  [[nodiscard]] TermWord* entries() { return entries_.data(); }  // until a word is new
  TermWord& operator[](std::uint32_t word) { return entries_[word]; }
  const TermWord& operator[](std::uint32_t word) const { return entries_[word]; }
  [[nodiscard]] std::uint64_t HashOf(std::uint32_t word) const { return words_->hashes()[word]; }
  [[nodiscard]] TextWords& words() const { return *words_; }

  // Whether there are two entries of one hash.
  [[nodiscard]] bool has_twins() const { return !twins_.empty(); }

 private:
  std::uint32_t Twin(std::uint32_t number, std::uint16_t kind);
  void AddEntry();

  TextWords* words_ = nullptr;
  std::vector<TermWord> entries_;  // [0] is not used; those above size() are room
  std::map<std::pair<std::uint64_t, std::uint16_t>, std::uint32_t> twins_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_WORDS_H_
