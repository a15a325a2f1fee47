// The distinct words of a block, with what is counted of each.
#ifndef COPYDESK_SKETCH_TERM_WORDS_H_
#define COPYDESK_SKETCH_TERM_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace copydesk {

// What an occurrence is by the way it is printed, in bits.
inline constexpr unsigned kNoKind = 0;
inline constexpr unsigned kIsWord = 1;      // at least two letters, no contraction
inline constexpr unsigned kIsNumber = 2;    // ASCII digits only, with points and commas
inline constexpr unsigned kIsUnspaced = 4;  // of a script written without spaces
inline constexpr unsigned kHasHiragana = 8;
inline constexpr unsigned kHasChineseFunction = 16;  // a character that is a function word of Chinese

struct TermWord {
  std::uint64_t hash = 0;    // of the normalised word
  std::uint64_t counts = 0;  // count() in its lower half, occurrences() in its upper one
  std::uint64_t cases = 0;   // clear() and lower()
  std::uint32_t first = 0;   // occurrence
  std::uint8_t kind = 0;
  std::uint8_t calendar = 0;  // term_dates.cc
  bool is_term = false;
  bool is_unused = false;  // so that all bytes of a word are written alike, and none has to be kept

  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(counts); }  // the sum of CountAt
  [[nodiscard]] std::uint32_t occurrences() const { return static_cast<std::uint32_t>(counts >> 32); }
  [[nodiscard]] std::uint32_t clear() const { return static_cast<std::uint32_t>(cases); }        // with a clear capital
  [[nodiscard]] std::uint32_t lower() const { return static_cast<std::uint32_t>(cases >> 32); }  // without a capital
};

// What is added for an occurrence. A sum of counts stays below 2^32 (CountAt).
inline constexpr std::uint64_t kOneOccurrence = std::uint64_t{1} << 32;
inline constexpr std::uint64_t kOneClear = 1;
inline constexpr std::uint64_t kOneLower = std::uint64_t{1} << 32;

// Words of one hash that are printed as different kinds are entries of their own: "fi" has two letters and the ligature
// one. Open addressing with a bound on the search: whoever makes words that collide fills the map behind it, and a text
// of n tokens costs O(n log n) at worst. Memory: 40 bytes a token.
class TermVocabulary {
 public:
  // Forgets all words, and makes room for so many.
  void Reset(std::size_t words);

  // Makes room for so many more.
  void Reserve(std::size_t words) {
    if (size_ + words >= words_.size() || 2 * (size_ + words) > mask_ + 1) Grow(size_ + words);
  }

  // The number of the word; where it is new, its first occurrence is `first`.
  std::uint32_t Find(std::uint64_t hash, unsigned kind, std::uint32_t first) {
    const std::size_t slot = hash & mask_;
    const std::uint32_t found = slots_[slot];
    const TermWord& word = words_[found];
    const bool is_free = found == 0;
    if (!is_free && ((word.hash ^ hash) | (word.kind ^ kind)) != 0) [[unlikely]] {
      return FindFurther(hash, static_cast<std::uint8_t>(kind), first);
    }
    // Without a branch: whether a word is new is anyone's guess. What is written after the last is not there yet.
    words_[size_] = {.hash = hash, .first = first, .kind = static_cast<std::uint8_t>(kind)};
    const std::uint32_t result = is_free ? size_ : found;
    slots_[slot] = result;
    size_ += is_free ? 1 : 0;
    return result;
  }

  // Numbers from 1 to size().
  [[nodiscard]] std::uint32_t size() const { return size_ - 1; }
  TermWord& operator[](std::uint32_t word) { return words_[word]; }
  const TermWord& operator[](std::uint32_t word) const { return words_[word]; }

  // Whether there may be two entries of one hash.
  [[nodiscard]] bool has_twins() const { return has_twins_; }

 private:
  void Grow(std::size_t words);
  std::uint32_t FindFurther(std::uint64_t hash, std::uint8_t kind, std::uint32_t first);
  // The number of the word; where there is none, that of `next` from now on.
  std::uint32_t Place(std::uint64_t hash, std::uint8_t kind, std::uint32_t next);

  std::vector<std::uint32_t> slots_;  // 0: free
  std::vector<TermWord> words_;       // [0] is not used; room for one after the last
  std::size_t mask_ = 0;
  std::uint32_t size_ = 1;  // with that of [0]
  bool has_twins_ = false;
  std::map<std::pair<std::uint64_t, std::uint8_t>, std::uint32_t> others_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_WORDS_H_
