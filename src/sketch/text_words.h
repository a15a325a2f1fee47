// The distinct words of a text, numbered, with what is known of each: read once for all of a signature that goes by
// words, SimHash and terms.
#ifndef COPYDESK_SKETCH_TEXT_WORDS_H_
#define COPYDESK_SKETCH_TEXT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "sketch/word_facts.h"

namespace copydesk {

// Open addressing by the last bits of a hash, with a bound on the search: whoever makes words that collide fills the
// map behind it, and n tokens cost O(n log n) at worst. Memory is used again for the next text, and given back after a
// very long one.
class TextWords {
 public:
  // The words of `tokens`, in place of what was there: numbers from 1 on, in the order of their first tokens.
  void Read(std::span<const std::uint64_t> tokens);

  // The number of a word, which may be none of the text's; a new one has no count.
  std::uint32_t Find(std::uint64_t hash);

  // Another number for a word that has one, which Find does not give.
  std::uint32_t AddTwin(std::uint64_t hash);

  // By token, the numbers that Read gave.
  [[nodiscard]] const std::uint32_t* of_tokens() const { return of_tokens_.data(); }
  // Numbers are from 1 to size().
  [[nodiscard]] std::uint32_t size() const { return size_ - 1; }
  // The numbers up to this one are those of tokens.
  [[nodiscard]] std::uint32_t num_of_tokens() const { return num_of_tokens_; }

  // By number; [0] is not used.
  [[nodiscard]] const std::uint64_t* hashes() const { return hashes_.data(); }
  [[nodiscard]] const std::uint32_t* counts() const { return counts_.data(); }  // how many of the tokens
  // Looks up those that are new since the last call.
  [[nodiscard]] const WordFacts* Facts();

 private:
  void SetSlots(std::size_t slots);
  void Grow();
  void MakeRoom(std::size_t words);
  void ReadSome(std::span<const std::uint64_t> tokens, std::uint32_t* numbers);
  // The number of the word that did not stand in its first place; `next` from now on where there is none.
  std::uint32_t Place(std::uint64_t hash, std::uint32_t next);

  std::vector<std::uint32_t> slots_;  // the first mask_ + 1; 0: free
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> counts_;
  std::vector<WordFacts> facts_;
  std::vector<std::uint32_t> of_tokens_;
  std::size_t mask_ = 0;
  std::uint32_t size_ = 1;   // with [0]
  std::uint32_t known_ = 1;  // those before this one have facts
  std::uint32_t num_of_tokens_ = 0;
  std::map<std::uint64_t, std::uint32_t> others_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TEXT_WORDS_H_
